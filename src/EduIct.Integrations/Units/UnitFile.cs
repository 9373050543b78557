using System.Collections.Immutable;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Naming;

namespace EduIct.Units;

/// <summary>
/// Reads the units of a file as a tree: a CSV or JSON with the columns <c>unit</c>, <c>kind</c>, <c>name</c>, <c>parent</c>, <c>so</c> (the TenSo of the Sở), or the orgs of a
/// OneRoster set. Columns of facts may stand beside them.
/// <para>
/// A file says how things are without saying since when: its units have always been, but each division (Phòng) ends with
/// <see cref="UnitTree.LastDayOfDivisions"/> and what stood under it stands under the Sở from the next day on. A unit without a parent stands under the Sở that it
/// names, which is there even without a row of its own.
/// </para>
/// </summary>
public static class UnitFile
{
    // Longest first, and what kind of district it was, unless a number follows (quận 1).
    private static readonly string[] s_divisionWords = ["phong giao duc va dao tao ", "phong giao duc & dao tao ", "phong gd&dt ", "phong gd-dt ", "phong gddt ", "phong gd "];
    private static readonly string[] s_districtWords = ["thanh pho ", "thi xa ", "huyen ", "quan "];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; or a OneRoster set, a folder or a zip.</param>
    /// <param name="system">The system of codes that are written without one. Those of a OneRoster set are its own.</param>
    /// <param name="facts">The facts that there are; null: those common to all directives.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tree, or every fault: those of the rows, a column that is neither a unit's nor a fact's (<c>fact.unknown-id</c>), a code that is none (<c>unit.bad-code</c>), a parent that is not in the file
    /// (<c>unit.unknown-parent</c>), a Sở whose TenSo nobody says (<c>unit.no-tenso</c>), and those of <see cref="UnitTree.Create"/>.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<UnitTreeResult> ReadAsync(string path, CodeSystem system, FactDictionary? facts = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FactTableResult rows = await FactReader.ReadUnitsAsync(path, facts ?? FactDictionary.Common, cancellationToken).ConfigureAwait(false);
        if (rows.Table is null || rows.IssueCount > 0)
        {
            return new UnitTreeResult(null, rows.Issues);
        }

        string source = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        CodeSystem unsaid = OneRosterUnits.IsSet(path) ? CodeSystem.OneRoster : system;
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var units = new List<Unit>();
        foreach (FactUnit row in rows.Table.Units)
        {
            if (Read(row, rows.Table, unsaid, Fault) is { } unit)
            {
                units.Add(unit);
            }

            void Fault(string code, string column, string vi, string en) => issues.Add(new Issue("unit." + code, new SourcePlace(source, Field: $"{row.Code}/{column}"), new LocalizedText(vi, en)));
        }

        return issues.Count > 0
            ? new UnitTreeResult(null, issues.ToImmutable())
            : UnitTree.Create(VietnamUnits.FollowReforms(UnderTheirDepartments(units, rows.Table.Units)), source);
    }

    private static Unit? Read(FactUnit row, FactTable table, CodeSystem system, Action<string, string, string, string> fault)
    {
        if (CodeOf(row.Code, system) is not { } code)
        {
            fault("bad-code", "unit", $"'{row.Code}' không phải là mã đơn vị.", $"'{row.Code}' is not a unit's code.");
            return null;
        }

        if (row.Parent is { } above && !table.TryFindRow(above, out _))
        {
            fault("unknown-parent", "parent", $"Không có đơn vị '{above}' trong tệp.", $"There is no unit '{above}' in the file.");
            return null;
        }

        string? slug = row.Kind == UnitKind.Department ? row.Department : VietnameseText.ToUnitSlug(row.Kind == UnitKind.Division ? DistrictOf(row.Name) : row.Name) ?? VietnameseText.ToSlug(row.Code);
        if (slug is null)
        {
            fault("no-tenso", "so", $"Không rõ TenSo của '{row.Name}': hãy ghi ở cột 'so' (ví dụ BenTre).", $"The TenSo of '{row.Name}' is not known: write it in the column 'so' (e.g. BenTre).");
            return null;
        }

        return new Unit(code, row.Kind, row.Name.Normalize(), slug)
        {
            Parents = row.Parent is { } parent && CodeOf(parent, system) is { } link ? [new UnitParent(link, DateSpan.Always)] : [],
        };
    }

    private static List<Unit> UnderTheirDepartments(List<Unit> units, ImmutableArray<FactUnit> rows)
    {
        List<Unit> departments = [.. units.Where(unit => unit.Kind == UnitKind.Department)];
        List<Unit> placed = [];
        foreach ((Unit unit, FactUnit row) in units.Zip(rows))
        {
            if (unit.Parents.IsEmpty && unit.Kind != UnitKind.Department && row.Department is { } slug)
            {
                Unit? department = departments.FirstOrDefault(known => known.Slug.Equals(slug, StringComparison.OrdinalIgnoreCase));
                if (department is null)
                {
                    Unit known = VietnamUnits.Tree.Units.Last(unit => unit.Kind == UnitKind.Department && unit.Slug == slug);
                    department = new Unit(known.Code, known.Kind, known.Name, known.Slug);
                    departments.Add(department);
                    placed.Add(department);
                }

                placed.Add(unit with { Parents = [new UnitParent(department.Code, DateSpan.Always)] });
            }
            else
            {
                placed.Add(unit);
            }
        }

        return placed;
    }

    private static UnitCode? CodeOf(string text, CodeSystem system) =>
        UnitCode.TryParse(text, out UnitCode code) ? code : UnitCode.IsValue(text) ? new UnitCode(system, text) : null;

    // "Phòng GD&ĐT huyện Ba Tri" is BaTri in an address, as "Sở Giáo dục và Đào tạo Bến Tre" is BenTre.
    private static string DistrictOf(string name)
    {
        if (!VietnameseText.TryToAscii(name, out string ascii, out _))
        {
            return name;
        }

        string rest = Without(ascii, s_divisionWords);
        string district = Without(rest, s_districtWords);
        return district.Length > 0 && !char.IsAsciiDigit(district[0]) ? district : rest;
    }

    private static string Without(string text, string[] words) =>
        words.FirstOrDefault(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } word && text.Length > word.Length ? text[word.Length..] : text;
}
