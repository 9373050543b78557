using System.Text.Json.Serialization;
using EduIct.Google.DirectoryV1.Data;

namespace EduIct.Google;

/// <summary>Source-generated JSON of what goes over the wire to Google.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Alias))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(Domains2))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(Groups))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Members))]
[JsonSerializable(typeof(OrgUnit))]
[JsonSerializable(typeof(OrgUnits))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Users))]
[JsonSerializable(typeof(UserUndelete))]
[JsonSerializable(typeof(UserExternalId[]))]
[JsonSerializable(typeof(UserOrganization[]))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
