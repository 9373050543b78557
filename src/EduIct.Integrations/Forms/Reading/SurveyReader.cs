using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.Units;
using NodaTime;

namespace EduIct.Forms;

/// <summary>Reads surveys that came back, row by row by the labels of the facts, since rows are moved. The limits are those of <see cref="FormReader"/>.</summary>
/// <param name="library">The directives whose facts are asked.</param>
public sealed class SurveyReader(DirectiveLibrary library)
{
    /// <summary>Reads a survey.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="source">Its name, for the places of doubts.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public FormReading Read(Stream file, string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        try
        {
            WorkbookGrid workbook = WorkbookGrid.Read(file, cancellationToken);
            string value = PlainText.Of(SurveyWords.Heads[3]), label = PlainText.Of(SurveyWords.Heads[1]);
            foreach (SheetGrid sheet in workbook.Sheets.Where(sheet => !sheet.IsHidden))
            {
                for (int row = 0; row < Math.Min(sheet.Rows, 80); row++)
                {
                    string[] heads = [.. Enumerable.Range(0, Math.Min(sheet.Columns, 40)).Select(column => PlainText.Of(sheet.TextAt(row, column)))];
                    if (Array.IndexOf(heads, value) is >= 0 and int answers && Array.IndexOf(heads, label) is >= 0 and int labels)
                    {
                        return Read(sheet, row, labels, answers, source, MarkerSheet.Of(workbook));
                    }
                }
            }

            throw new WorkbookRefusedException("forms.no-survey", "Không tìm thấy bảng hỏi của phiếu điều tra.", "The table of the survey is not found.");
        }
        catch (WorkbookRefusedException refused)
        {
            return new FormReading(source) { Refused = new Issue(refused.Code, new SourcePlace(source), refused.Text) };
        }
    }

    private FormReading Read(SheetGrid sheet, int header, int labels, int answers, string source, MarkerSheet marker)
    {
        var doubts = new DoubtList(source);
        Dictionary<string, string> marked = marker.Numbered(FormMarker.Row).GroupBy(one => one.Value).ToDictionary(one => one.Key, one => "", StringComparer.Ordinal);
        Dictionary<string, FactDefinition> facts = [];
        foreach (FactDefinition fact in library.Facts.Definitions.OrderBy(fact => !marked.ContainsKey(fact.Id)))
        {
            facts.TryAdd(PlainText.Of(fact.Label.Vi), fact);
        }

        (string code, string name, LocalDate? reported) = Head(sheet, header, labels, answers, doubts);
        var values = ImmutableArray.CreateBuilder<FormReadValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int row = header + 1; row < sheet.Rows; row++)
        {
            if (sheet[row, answers] is not { } cell)
            {
                continue;
            }

            if (!facts.TryGetValue(PlainText.Of(sheet.TextAt(row, labels)), out FactDefinition? fact))
            {
                doubts.Add("forms.question", sheet, row, labels, $"Không hiểu câu hỏi '{sheet.TextAt(row, labels)}'; bỏ qua.", $"The question '{sheet.TextAt(row, labels)}' is not understood; passed over.");
                continue;
            }

            if (!seen.Add(fact.Id))
            {
                doubts.Add("forms.question-twice", sheet, row, labels, $"'{fact.Label.Vi}' đã trả lời ở trên; bỏ qua.", $"'{fact.Label.Vi}' is answered above already; passed over.");
                continue;
            }

            ReadValue read = CellReading.Read(fact, cell);
            if (read.Doubt is { } doubt)
            {
                doubts.Add("forms.value", doubts.Place(sheet, row, answers), doubt);
            }

            if (read.Text is { } text)
            {
                values.Add(new FormReadValue(fact.Id, text, doubts.Place(sheet, row, answers)));
            }
        }

        string? kind = marker[FormMarker.SurveyKey];
        if (code.Length == 0 && name.Length == 0)
        {
            doubts.Add("forms.no-unit", sheet, header, labels, "Phiếu không ghi mã hoặc tên đơn vị.", "The survey says neither code nor name of the unit.");
        }

        string key = code.Length > 0 ? code : name.Length > 0 ? name : source;
        return new FormReading(source)
        {
            Form = kind ?? "",
            Reported = reported,
            Rows = [new FormReadRow(new FactUnit(key, UnitKind.Of(kind), name.Length > 0 ? name : key), values.ToImmutable())],
            Doubts = doubts.ToImmutable(),
        };
    }

    private static (string Code, string Name, LocalDate? Reported) Head(SheetGrid sheet, int header, int labels, int answers, DoubtList doubts)
    {
        (string code, string name, LocalDate? reported) = ("", "", null);
        for (int row = 0; row < header; row++)
        {
            string answer = sheet.TextAt(row, answers);
            if (answer.Length == 0)
            {
                continue;
            }

            string label = PlainText.Of(sheet.TextAt(row, labels));
            if (label == PlainText.Of(FormWords.CodeTitle))
            {
                code = answer;
            }
            else if (label == PlainText.Of(SurveyWorkbook.NameTitle))
            {
                name = answer;
            }
            else if (label == PlainText.Of(SurveyWorkbook.ReportedTitle))
            {
                reported = sheet[row, answers]?.Day ?? (VietnameseDate.TryParse(answer, out LocalDate day) ? day : null);
                if (reported is null)
                {
                    doubts.Add("forms.value", sheet, row, answers, $"'{answer}' không phải một ngày; bỏ qua.", $"'{answer}' is no day; passed over.");
                }
            }
        }

        return (code, name, reported);
    }
}
