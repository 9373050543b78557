using EduIct.Accounts;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Exchange;

/// <summary>A placement in one line, <c>unit|role|class|grade|name of the unit</c>; a bar inside a part is <c>%7C</c>, a percent sign <c>%25</c>, an absent part empty.</summary>
internal static class PlacementText
{
    public static string Write(Placement placement)
    {
        string text = string.Join('|', new[] { placement.Unit.ToString(), placement.Role.Name, placement.Class ?? "", placement.Grade ?? "", placement.UnitName }.Select(Escape));
        return text.Length <= UserMapping.LongestAttribute
            ? text
            : throw new DirectoryException(DirectoryErrorKind.Invalid, "placementTooLong", $"What is to be written of the placement has more than {UserMapping.LongestAttribute} characters.");
    }

    /// <summary>Null where the text is none of ours.</summary>
    public static Placement? Read(string? text)
    {
        if (text?.Split('|') is not [{ } unit, { } role, { } form, { } grade, { } name] || !UnitCode.TryParse(Unescape(unit), out UnitCode code))
        {
            return null;
        }

        return new Placement(code, Unescape(name), Role.Of(Unescape(role)), Part(form), Part(grade));

        static string? Part(string part) => part.Length == 0 ? null : Unescape(part);
    }

    private static string Escape(string part) => part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);

    private static string Unescape(string part) => part.Replace("%7C", "|", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
