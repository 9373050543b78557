using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.Units;
using NodaTime;

namespace EduIct.Facts;

/// <summary>The units of a file that says no days as a tree of one day, below the ministry and the Sở of <see cref="VietnamUnits.Tree"/>.</summary>
public static class UnitsOnDay
{
    /// <summary>Makes the tree. A unit without a parent stands under the Sở that its row names; one that the package knows already is passed over.</summary>
    /// <param name="units">The units. A code without a system (<c>T1</c>) is one of <see cref="CodeSystem.OneRoster"/>.</param>
    /// <param name="day">The day: a division (Phòng) after <see cref="UnitTree.LastDayOfDivisions"/> is a fault.</param>
    /// <param name="source">Where they come from, for the places of faults; the line is the position, from 1.</param>
    /// <returns>The tree, or every fault: those of <see cref="UnitTree.With"/>, and <c>unit.code</c>.</returns>
    public static UnitTreeResult Tree(ImmutableArray<FactUnit> units, LocalDate day, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var made = new List<Unit>();
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var life = new DateSpan(day, day);
        foreach ((int index, FactUnit unit) in (units.IsDefault ? [] : units).Index())
        {
            if (CodeOf(unit.Code) is not { } code)
            {
                Fault(index, unit.Code);
            }
            else if (VietnamUnits.Tree.Find(code, day) is null)
            {
                UnitCode? parent = unit.Parent is null ? Department(unit, day) : CodeOf(unit.Parent);
                if (unit.Parent is not null && parent is null)
                {
                    Fault(index, unit.Parent);
                }

                string slug = VietnameseText.ToUnitSlug(unit.Name) ?? VietnameseText.ToSlug(code.Value) ?? "unit";
                made.Add(new Unit(code, unit.Kind, string.IsNullOrWhiteSpace(unit.Name) ? unit.Code : unit.Name, slug)
                {
                    Existed = life,
                    Parents = parent is { } above ? [new UnitParent(above, life)] : [],
                });
            }
        }

        return issues.Count > 0 ? new UnitTreeResult(null, issues.ToImmutable()) : VietnamUnits.Tree.With(made, source);

        void Fault(int index, string text) => issues.Add(new Issue("unit.code", new SourcePlace(source, index + 1), new LocalizedText(
            $"'{text}' không phải mã đơn vị.", $"'{text}' is no code of a unit.")));
    }

    /// <summary>The unit of a tree that somebody means: by its code with or without the system, or a Sở by its TenSo; null where there is none on the day.</summary>
    public static Unit? Find(UnitTree tree, string text, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(text);
        return (CodeOf(text) is { } code ? tree.Find(code, day) : null) ?? tree.FindBySlug(text, day, UnitKind.Department) ?? tree.FindBySlug(text, day, UnitKind.Ministry);
    }

    /// <summary>The code that a text is: with its system, or, without one, of <see cref="CodeSystem.OneRoster"/>; null where it is none.</summary>
    public static UnitCode? CodeOf(string text) =>
        UnitCode.TryParse(text, out UnitCode code) ? code
        : UnitCode.IsValue(text) ? new UnitCode(CodeSystem.OneRoster, text)
        : null;

    /// <summary>How a code is written where people write codes: that of a file without systems alone, every other with its system.</summary>
    public static string TextOf(UnitCode code) => code.System == CodeSystem.OneRoster ? code.Value : code.ToString();

    private static UnitCode? Department(FactUnit unit, LocalDate day) =>
        unit.Department is { } slug && unit.Kind != UnitKind.Department ? VietnamUnits.FindBySlug(slug, day)?.Code : null;
}
