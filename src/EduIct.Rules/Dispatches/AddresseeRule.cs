using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>
/// Which units get a letter: a CEL expression over <c>unit.code</c>, <c>unit.kind</c>, <c>unit.levels</c>, <c>unit.isSchool</c>, <c>unit.name</c>, <c>unit.slug</c> (TenSo),
/// <c>unit.parent</c>, <c>unit.phong</c> and <c>unit.above</c> (codes; empty for none) and <c>unit.so</c> (TenSo of the Sở that it is or stands under), as <c>unit.kind == "so"</c> or
/// <c>unit.isSchool &amp;&amp; unit.so == "BenTre"</c>. Codes are written as <see cref="UnitsOnDay.TextOf"/> writes them. Of a unit whose kind nobody said, kind, levels and isSchool
/// are unknown.
/// </summary>
public sealed class AddresseeRule
{
    /// <summary>The named rule for every Sở: <c>all-so</c>.</summary>
    public const string AllDepartmentsName = "all-so";

    /// <summary>What the named rule for the schools below a Phòng or a Sở begins with: <c>schools-of:P1</c>.</summary>
    public const string SchoolsOfPrefix = "schools-of:";

    private static readonly CelEnvironment s_environment = new(
    [
        new CelVariable("unit.code", CelType.String),
        new CelVariable("unit.kind", CelType.String),
        new CelVariable("unit.levels", CelType.List(CelType.String)),
        new CelVariable("unit.isSchool", CelType.Bool),
        new CelVariable("unit.name", CelType.String),
        new CelVariable("unit.slug", CelType.String),
        new CelVariable("unit.parent", CelType.String),
        new CelVariable("unit.phong", CelType.String),
        new CelVariable("unit.above", CelType.List(CelType.String)),
        new CelVariable("unit.so", CelType.String),
    ]);

    private readonly CelProgram? _program;
    private readonly string? _schoolsOf;
    private readonly string _source;

    private AddresseeRule(CelProgram? program, string? schoolsOf, string source) => (_program, _schoolsOf, _source) = (program, schoolsOf, source);

    /// <summary>Every Sở.</summary>
    public static AddresseeRule AllDepartments { get; } = new(s_environment.Compile("unit.kind == \"so\""), null, AllDepartmentsName);

    /// <summary>The schools that stand under a unit, at whatever depth.</summary>
    /// <param name="unit">The Phòng, or the Sở: its code with or without the system, or the TenSo.</param>
    public static AddresseeRule SchoolsOf(string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        return new AddresseeRule(null, unit.Trim(), SchoolsOfPrefix + unit.Trim());
    }

    /// <summary>Reads a rule.</summary>
    /// <param name="text">A named rule, or an expression of type bool.</param>
    /// <param name="source">Where it stands, for the places of faults, such as the option's name.</param>
    /// <param name="rule">The rule, where nothing is wrong.</param>
    /// <param name="issues">All that is wrong, with line and column: <c>dispatch.rule</c>.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryParse(string text, string source, [NotNullWhen(true)] out AddresseeRule? rule, out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        (rule, issues) = (null, []);
        string trimmed = text.Trim();
        if (trimmed == AllDepartmentsName)
        {
            rule = AllDepartments;
        }
        else if (trimmed.StartsWith(SchoolsOfPrefix, StringComparison.Ordinal) && trimmed.Length > SchoolsOfPrefix.Length)
        {
            rule = SchoolsOf(trimmed[SchoolsOfPrefix.Length..]);
        }
        else if (!s_environment.TryCompile(text, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics))
        {
            issues = [.. diagnostics.Select(fault => Fault(new SourcePlace(source, fault.Line, fault.Column), fault.Vietnamese, fault.English))];
        }
        else if (!program.ResultType.Equals(CelType.Bool))
        {
            issues = [Fault(new SourcePlace(source, 1, 1), $"Biểu thức cho kiểu {program.ResultType}, phải là bool.", $"The expression is of type {program.ResultType}; it must be bool.")];
        }
        else
        {
            rule = new AddresseeRule(program, null, text);
        }

        return rule is not null;
    }

    /// <summary>The units that the rule names.</summary>
    /// <param name="tree">The units and who stands under whom.</param>
    /// <param name="day">The day for which both are asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public AddresseeSelection Select(UnitTree tree, LocalDate day, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var issues = ImmutableArray.CreateBuilder<Issue>();
        ImmutableArray<Unit> units = _program is null ? SchoolsBelow(tree, day, issues) : Evaluate(tree, day, issues, cancellationToken);
        if (units.IsEmpty && issues.Count == 0)
        {
            issues.Add(new Issue("dispatch.nobody", new SourcePlace(_source), new LocalizedText("Quy tắc không chỉ ra đơn vị nào.", "The rule names no unit.")));
        }

        return new AddresseeSelection(units, issues.ToImmutable());
    }

    /// <summary>The rule as it was written.</summary>
    public override string ToString() => _source;

    private ImmutableArray<Unit> SchoolsBelow(UnitTree tree, LocalDate day, ImmutableArray<Issue>.Builder issues)
    {
        if (UnitsOnDay.Find(tree, _schoolsOf!, day) is not { } top)
        {
            issues.Add(new Issue("dispatch.unknown-unit", new SourcePlace(_source), new LocalizedText(
                $"Không có đơn vị '{_schoolsOf}' vào ngày {day:dd/MM/uuuu}.", $"There is no unit '{_schoolsOf}' on {day:uuuu-MM-dd}.")));
            return [];
        }

        ImmutableArray<Unit> below = [.. tree.DescendantsOf(top.Code, day)];
        issues.AddRange(below.Where(unit => unit.Kind == UnitKind.Unknown).Select(unit => Undecided(unit, "unit.kind")));
        return [.. below.Where(unit => unit.Kind.Levels.Count > 0)];
    }

    private ImmutableArray<Unit> Evaluate(UnitTree tree, LocalDate day, ImmutableArray<Issue>.Builder issues, CancellationToken cancellationToken)
    {
        var facts = new CelFacts(s_environment);
        var units = ImmutableArray.CreateBuilder<Unit>();
        foreach (Unit unit in tree.On(day))
        {
            Fill(facts, unit, [.. tree.AncestorsOf(unit.Code, day)]);
            CelValue value = _program!.Evaluate(facts, cancellationToken);
            switch (value.Kind)
            {
                case CelKind.Bool when value == CelValue.True:
                    units.Add(unit);
                    break;
                case CelKind.Unknown:
                    issues.Add(Undecided(unit, string.Join(", ", value.Missing)));
                    break;
                case CelKind.Error:
                    issues.Add(Undecided(unit, value.Failure!.ToString()));
                    break;
            }
        }

        return units.ToImmutable();
    }

    private static void Fill(CelFacts facts, Unit unit, ImmutableArray<Unit> above)
    {
        facts.Clear();
        ReadOnlySpan<Unit> line = [unit, .. above];
        (string phong, string department) = ("", "");
        foreach (Unit one in line)
        {
            phong = phong.Length == 0 && one.Kind == UnitKind.Division ? UnitsOnDay.TextOf(one.Code) : phong;
            department = department.Length == 0 && one.Kind == UnitKind.Department ? one.Slug : department;
        }

        facts.Set("unit.code", CelValue.String(UnitsOnDay.TextOf(unit.Code)))
            .Set("unit.name", CelValue.String(unit.Name))
            .Set("unit.slug", CelValue.String(unit.Slug))
            .Set("unit.parent", CelValue.String(above is [var parent, ..] ? UnitsOnDay.TextOf(parent.Code) : ""))
            .Set("unit.phong", CelValue.String(phong))
            .Set("unit.above", CelValue.List(above.Select(one => CelValue.String(UnitsOnDay.TextOf(one.Code)))))
            .Set("unit.so", CelValue.String(department));
        if (unit.Kind != UnitKind.Unknown)
        {
            facts.Set("unit.kind", CelValue.String(unit.Kind.Name))
                .Set("unit.levels", CelValue.List(unit.Kind.Levels.Select(level => CelValue.String(level.Name))))
                .Set("unit.isSchool", CelValue.Bool(unit.Kind.Levels.Count > 0));
        }
    }

    private Issue Undecided(Unit unit, string why) => new("dispatch.undecided", new SourcePlace(_source), new LocalizedText(
        $"{unit}: chưa biết có phải nơi nhận không ({why}).", $"{unit}: whether it is an addressee is not known ({why})."));

    private static Issue Fault(SourcePlace place, string vi, string en) => new("dispatch.rule", place, new LocalizedText(vi, en));
}
