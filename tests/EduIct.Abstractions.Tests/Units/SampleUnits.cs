using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Abstractions.Tests.Units;

/// <summary>Small units for tests: the code is the name, and the slug says nothing.</summary>
internal static class SampleUnits
{
    public static UnitCode Code(string value) => new(CodeSystem.Vendor("x"), value);

    public static Unit Of(string code, string? name = null) => new(Code(code), UnitKind.Primary, name ?? code, "Unit");

    public static DateSpan Span(string? from, string? until = null) => new(Day(from), Day(until));

    public static UnitParent Under(string parent, string? from = null, string? until = null) => new(Code(parent), Span(from, until));

    public static UnitTree Good(params Unit[] units) => UnitTree.Create(units, "units").GetTreeOrThrow();

    public static ImmutableArray<Issue> Faults(params Unit[] units)
    {
        UnitTreeResult result = UnitTree.Create(units, "units");
        Assert.Null(result.Tree);
        return result.Issues;
    }

    public static IEnumerable<string> Values(params IEnumerable<Unit?> units) => units.Select(unit => unit!.Code.Value);

    private static LocalDate? Day(string? text) => text is null ? null : LocalDatePattern.Iso.Parse(text).GetValueOrThrow();
}
