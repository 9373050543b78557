using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Forms;

/// <summary>
/// The survey of the state of ICT (tổng điều tra hiện trạng) for a kind of unit as a workbook (XLSX): a row for each fact that the directives ask of units of that
/// kind, by area, with a list or a check of numbers on its cell, its unit of measure, what may be written, and the clauses that ask. Only the cells for answers
/// take input. No cell is a formula. The hidden sheet <c>_eduict</c> says which row is which fact. Safe to share between threads.
/// </summary>
public sealed class SurveyWorkbook
{
    internal const string NameTitle = "Tên đơn vị";
    internal const string ReportedTitle = "Số liệu tính đến ngày";

    private const int ValueColumn = 3;

    // As many more letters of the small font stand in a column.
    private const double SmallFont = 1.15;

    private static readonly ImmutableArray<SheetColumn> s_columns = [new(5), new(44), new(38), new(18), new(18), new(34), new(40)];
    private static readonly (string Key, string Label)[] s_unit = [(FormMarker.UnitCode, FormWords.CodeTitle), (FormMarker.UnitName, NameTitle), (FormMarker.Reported, ReportedTitle)];

    private readonly DirectiveLibrary _library;
    private readonly string? _department;
    private readonly ImmutableArray<(FactDefinition Fact, string Clauses)> _questions;

    /// <summary>The survey of a kind of unit.</summary>
    /// <param name="library">The directives.</param>
    /// <param name="kind">A known kind.</param>
    /// <param name="department">The Sở of the unit by the name in its addresses (<c>HaNoi</c>), so that other provinces' directives are left out; null for all
    /// directives of the library.</param>
    /// <exception cref="ArgumentException">The kind is not known.</exception>
    public SurveyWorkbook(DirectiveLibrary library, UnitKind kind, string? department = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (!kind.IsKnown)
        {
            throw new ArgumentException($"'{kind}' is no known kind of unit.", nameof(kind));
        }

        _library = library;
        _department = department;
        Kind = kind;

        // Areas stand in the order of their first fact, as the dictionary has them.
        _questions = [.. library.Facts.Definitions.Where(IsForKind).Select(fact => (fact, Clauses(fact))).Where(question => question.Item2.Length > 0)];
        _questions = [.. _questions.GroupBy(question => AreaOf(question.Fact)).SelectMany(area => area)];
    }

    /// <summary>The kind of unit.</summary>
    public UnitKind Kind { get; }

    /// <summary>The facts that it asks for, in the order of its rows.</summary>
    public IEnumerable<FactDefinition> Facts => _questions.Select(question => question.Fact);

    /// <summary>Writes the survey to be filled in.</summary>
    /// <param name="output">Where to; written from front to back with synchronous calls, and left open.</param>
    /// <param name="year">The school year that is asked about; null for none.</param>
    public void WriteBlank(Stream output, SchoolYear? year = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        var lists = new SurveyLists();
        foreach ((FactDefinition fact, string _) in _questions)
        {
            lists.Add(fact);
        }

        var markers = new List<(string Key, string Value)>
        {
            (FormMarker.VersionKey, FormMarker.Version),
            (FormMarker.SurveyKey, Kind.Name),
            (FormMarker.PackKey, string.Join(' ', _library.Directives.Where(IsForDepartment).Select(directive => directive.Id))),
            (FormMarker.ValueKey, FormWords.Of(ValueColumn)),
        };
        if (year is { } asked)
        {
            markers.Add((FormMarker.YearKey, asked.ToString()));
        }

        int header = 4 + s_unit.Length + 1;
        var layout = new SheetLayout("Hiện trạng CNTT", s_columns) { FrozenRows = header, RepeatedRows = (header - 1, header - 1), IsProtected = true };
        using var workbook = new WorkbookWriter(output, $"{SurveyWords.Title} – {SurveyWords.Kind(Kind)}", [layout, lists.Layout, FormMarker.Layout]);
        using (SheetWriter sheet = workbook.StartSheet())
        {
            WriteHead(sheet, year, markers);
            WriteQuestions(sheet, lists, markers);
            sheet.Complete();
        }

        lists.Write(workbook);
        FormMarker.Write(workbook, markers);
    }

    private static string AreaOf(FactDefinition fact) => fact.Id[..fact.Id.IndexOf('.', StringComparison.Ordinal)];

    // Whose whole is not asked is still no more than the whole of that.
    private FactDefinition? WholeOf(FactDefinition fact)
    {
        for (FactDefinition? whole = fact; whole?.Within is { } id && _library.Facts.TryFind(id, out whole);)
        {
            if (_questions.Any(question => question.Fact.Id == id))
            {
                return whole;
            }
        }

        return null;
    }

    private bool IsForKind(FactDefinition fact) => fact.Kinds.IsEmpty || fact.Kinds.Any(Kind.IsOrTeaches);

    private bool IsForDepartment(Directive directive) =>
        _department is null || directive.Jurisdiction is null || directive.Jurisdiction.Equals(_department, StringComparison.OrdinalIgnoreCase);

    /// <summary>The clauses that ask units of the kind for a fact; blank for none.</summary>
    private string Clauses(FactDefinition fact)
    {
        IEnumerable<IGrouping<string, string>> clauses =
            from asking in _library.Asking(fact.Id)
            where IsForDepartment(asking.Directive)
                && (asking.Entry.Provision.Binds.Covers(Kind) || (asking.Entry is PopulationTarget target && target.Over.Covers(Kind)))
            group asking.Entry.Clause by asking.Directive.Header.Number;
        return string.Join('\n', clauses.Select(group => $"{group.Key}: {string.Join(", ", group.Distinct(StringComparer.Ordinal))}"));
    }

    private void WriteHead(SheetWriter sheet, SchoolYear? year, List<(string Key, string Value)> markers)
    {
        Line(SurveyWords.Title, CellStyle.Heading, 24);
        Line(SurveyWords.Kind(Kind) + (year is { } asked ? $" – Năm học {asked}" : ""), CellStyle.Subheading, 18);
        Line(SurveyWords.Guide, CellStyle.Note, 18);
        foreach ((string key, string label) in s_unit)
        {
            sheet.StartRow(18);
            sheet.Text(1, label, CellStyle.Reporter);
            sheet.Empty(ValueColumn, key == FormMarker.Reported ? CellStyle.AnswerDate : CellStyle.AnswerText);
            sheet.Empty(ValueColumn + 1, CellStyle.AnswerText);
            sheet.Empty(ValueColumn + 2, CellStyle.AnswerText);
            sheet.Merge(sheet.Row, 1, sheet.Row, ValueColumn - 1);
            sheet.Merge(sheet.Row, ValueColumn, sheet.Row, ValueColumn + 2);
            markers.Add((FormMarker.Key(FormMarker.Row, sheet.Row), key));
            if (key == FormMarker.Reported)
            {
                sheet.Validate(CellValidation.Date(CellReference.Of(sheet.Row, ValueColumn)));
            }
        }

        sheet.StartRow(8);
        sheet.StartRow(20);
        for (int column = 0; column < s_columns.Length; column++)
        {
            sheet.Text(column, SurveyWords.Heads[column], CellStyle.Header);
        }

        void Line(string text, CellStyle style, double height)
        {
            sheet.StartRow(height);
            sheet.Text(0, text, style);
            sheet.Merge(sheet.Row, 0, sheet.Row, s_columns.Length - 1);
        }
    }

    private void WriteQuestions(SheetWriter sheet, SurveyLists lists, List<(string Key, string Value)> markers)
    {
        string? area = null;
        int number = 0, areas = 0;
        foreach ((FactDefinition fact, string clauses) in _questions)
        {
            if (AreaOf(fact) != area)
            {
                area = AreaOf(fact);
                sheet.StartRow(18);
                for (int column = 0; column < s_columns.Length; column++)
                {
                    sheet.Text(column, column switch { 0 => FormWords.Roman(++areas), 1 => SurveyWords.Area(area).Vi, 2 => SurveyWords.Area(area).En, _ => null }, CellStyle.GroupText);
                }
            }

            string[] texts = [FormWords.Of(++number), fact.Label.Vi, fact.Label.En, "", SurveyWords.Measure(fact), SurveyWords.Explanation(fact, WholeOf(fact)), clauses];
            int lines = 1;
            for (int column = 1; column < texts.Length; column++)
            {
                lines = Math.Max(lines, TextLines.Count(texts[column], s_columns[column].Width * (column > ValueColumn ? SmallFont : 1)));
            }

            sheet.StartRow(Math.Min(409, Math.Max(18, TextLines.Height(lines))));
            sheet.Number(0, number, CellStyle.Fixed);
            for (int column = 1; column < texts.Length; column++)
            {
                sheet.Text(column, texts[column], column == ValueColumn ? StyleOf(fact) : column <= 2 ? CellStyle.Fixed : CellStyle.FixedSmall);
            }

            markers.Add((FormMarker.Key(FormMarker.Row, sheet.Row), fact.Id));
            if (ValidationOf(fact, CellReference.Of(sheet.Row, ValueColumn), lists) is { } validation)
            {
                sheet.Validate(validation);
            }
        }
    }

    private static CellStyle StyleOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Count => CellStyle.AnswerNumber,
        FactType.Number or FactType.Percent => CellStyle.AnswerDecimal,
        FactType.Date => CellStyle.AnswerDate,
        _ => CellStyle.AnswerText,
    };

    private static CellValidation? ValidationOf(FactDefinition fact, string cell, SurveyLists lists) => fact.Type switch
    {
        FactType.Count => CellValidation.Count(cell, FactTableBuilder.LargestCount),
        FactType.Number => CellValidation.Number(cell, null),
        FactType.Percent => CellValidation.Number(cell, "100"),
        FactType.Date => CellValidation.Date(cell),
        _ => lists.ReferenceOf(fact) is { } list ? CellValidation.List(cell, list) : null,
    };
}
