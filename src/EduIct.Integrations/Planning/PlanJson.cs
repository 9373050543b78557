using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using EduIct.Accounts;
using EduIct.Addresses;

namespace EduIct.Planning;

/// <summary>The JSON of plans, in plan files and in ledgers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(EmailAddressConverter),
        typeof(OrgUnitPathConverter),
        typeof(PersonKeyConverter),
        typeof(UnitCodeConverter),
        typeof(HoldersDigestConverter),
        typeof(RoleConverter),
        typeof(InstantConverter),
        typeof(LocalDateConverter),
        typeof(CamelCaseConverter<OperationKind>),
        typeof(CamelCaseConverter<LeftAloneReason>),
        typeof(CamelCaseConverter<HolderKind>),
        typeof(CamelCaseConverter<GroupRole>),
    ])]
[JsonSerializable(typeof(PlanHeaderLine))]
[JsonSerializable(typeof(PlanOperationLine))]
[JsonSerializable(typeof(PlanLeftAloneLine))]
[JsonSerializable(typeof(PlanEndLine))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>Vietnamese stays readable: only what JSON and HTML need is escaped.</summary>
    public static PlanJson Readable => Lazily.Made;

    // In a class of its own, since the order of static initialisers over the parts of a partial class is not defined.
    private static class Lazily
    {
        public static readonly PlanJson Made = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
