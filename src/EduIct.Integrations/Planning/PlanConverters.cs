using System.Text.Json;
using System.Text.Json.Serialization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Posts;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Planning;

/// <summary>A value whose JSON is the text that it prints and reads back.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
    where T : struct
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out T value)
            ? value
            : throw new JsonException($"Not of the form of {typeof(T).Name}.");

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    protected abstract bool TryParse(string text, out T value);

    protected virtual string Format(T value) => value.ToString()!;
}

internal sealed class EmailAddressConverter : TextConverter<EmailAddress>
{
    protected override bool TryParse(string text, out EmailAddress value) => EmailAddress.TryParse(text, out value);
}

internal sealed class OrgUnitPathConverter : TextConverter<OrgUnitPath>
{
    protected override bool TryParse(string text, out OrgUnitPath value) => OrgUnitPath.TryParse(text, out value);
}

internal sealed class PersonKeyConverter : TextConverter<PersonKey>
{
    protected override bool TryParse(string text, out PersonKey value) => PersonKey.TryParse(text, out value);
}

internal sealed class UnitCodeConverter : TextConverter<UnitCode>
{
    protected override bool TryParse(string text, out UnitCode value) => UnitCode.TryParse(text, out value);
}

internal sealed class HoldersDigestConverter : TextConverter<HoldersDigest>
{
    protected override bool TryParse(string text, out HoldersDigest value) => HoldersDigest.TryParse(text, out value);
}

internal sealed class RoleConverter : TextConverter<Role>
{
    protected override bool TryParse(string text, out Role value) => (value = Role.Of(text)) != default;
}

internal sealed class InstantConverter : TextConverter<Instant>
{
    protected override bool TryParse(string text, out Instant value) => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out value);

    protected override string Format(Instant value) => InstantPattern.ExtendedIso.Format(value);
}

internal sealed class LocalDateConverter : TextConverter<LocalDate>
{
    protected override bool TryParse(string text, out LocalDate value) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value);

    protected override string Format(LocalDate value) => LocalDatePattern.Iso.Format(value);
}

/// <summary>Enumerations by name in camel case, never by number.</summary>
internal sealed class CamelCaseConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
