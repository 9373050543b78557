using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Naming;

namespace EduIct.Planning;

/// <summary>
/// A template of organisational units such as <c>/HocSinh/{unit}/{class}</c>, with the tokens <c>{unit}</c> (slug of the unit),
/// <c>{class}</c> and <c>{grade}</c>. A part that comes out empty for a person is left out.
/// </summary>
public sealed class OrgUnitTemplate
{
    private static readonly string[] s_tokens = ["{unit}", "{class}", "{grade}"];

    private readonly string[] _parts;

    private OrgUnitTemplate(string[] parts) => _parts = parts;

    /// <summary>Reads a template, or tells every fault of it; the column in a fault's place is a position in the text, from 1.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OrgUnitTemplate? template, out ImmutableArray<Issue> faults)
    {
        var found = ImmutableArray.CreateBuilder<Issue>();
        string shown = text ?? "";
        if (!OrgUnitPath.TryParse(text, out _))
        {
            found.Add(Fault(1, "phải bắt đầu bằng '/' và không có phần trống, như '/HocSinh/{unit}/{class}'", "must begin with '/' and have no empty part, as in '/HocSinh/{unit}/{class}'"));
        }

        for (int open = shown.IndexOf('{', StringComparison.Ordinal); open >= 0; open = shown.IndexOf('{', open + 1))
        {
            if (!s_tokens.Any(token => shown.AsSpan(open).StartsWith(token, StringComparison.Ordinal)))
            {
                found.Add(Fault(open + 1, "chỉ có {unit}, {class}, {grade}", "knows only {unit}, {class}, {grade}"));
            }
        }

        faults = found.ToImmutable();
        template = faults.IsEmpty ? new OrgUnitTemplate(shown.Split('/', StringSplitOptions.RemoveEmptyEntries)) : null;
        return template is not null;

        Issue Fault(int column, string vi, string en) =>
            new("tenant.org-unit-template", new SourcePlace(shown, 1, column), new LocalizedText($"'{shown}': {vi}.", $"'{shown}': {en}."));
    }

    /// <summary>The path for a person.</summary>
    /// <param name="unitSlug">Slug of the unit.</param>
    /// <param name="className">Title of the class, folded to ASCII here; null where there is none.</param>
    /// <param name="grade">Grade; null where there is none.</param>
    public OrgUnitPath Render(string unitSlug, string? className, string? grade)
    {
        OrgUnitPath path = OrgUnitPath.Root;
        foreach (string part in _parts)
        {
            string name = part
                .Replace("{unit}", unitSlug, StringComparison.Ordinal)
                .Replace("{class}", Fold(className), StringComparison.Ordinal)
                .Replace("{grade}", Fold(grade), StringComparison.Ordinal)
                .Trim();
            if (name.Length > 0)
            {
                path = path.Child(name);
            }
        }

        return path;
    }

    private static string Fold(string? text) => text is null ? "" : VietnameseText.ToSlug(text) ?? "";
}
