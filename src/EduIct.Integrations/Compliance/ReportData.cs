using System.Text;
using System.Text.Json;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>
/// The data of which the page draws its map and sheets. Texts stand once in a table and are named by their place; the outcomes of a unit are a string with
/// a letter for each requirement. The writer escapes what could end the script element.
/// </summary>
internal static class ReportData
{
    public static void Write(TextWriter output, ComplianceReport report, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<LocalizedText, int>();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("directives");
            foreach (Directive directive in report.Library.Directives)
            {
                json.WriteStringValue(directive.Header.Number);
            }

            json.WriteEndArray();
            Requirements(json, report);
            json.WriteStartArray("units");
            for (int row = 0; row < report.Facts.Units.Length; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Unit(json, report, row, texts);
            }

            json.WriteEndArray();
            json.WriteStartArray("texts");
            foreach (LocalizedText text in texts.Keys)
            {
                Text(json, text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetChars(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Requirements(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartArray("requirements");
        foreach (RequirementResult result in report.Requirements)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Requirement.Id);
            json.WriteNumber("directive", report.Library.Directives.IndexOf(result.Directive));
            json.WriteString("clause", result.Requirement.Clause);
            json.WriteString("words", result.Requirement.Provision.Words);
            json.WriteString("strength", ComplianceJson.Camel(result.Requirement.Provision.Strength));
            json.WritePropertyName("title");
            Text(json, result.Requirement.Title);
            json.WriteBoolean("draft", result.Requirement.Provision.IsDraft);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Unit(Utf8JsonWriter json, ComplianceReport report, int row, Dictionary<LocalizedText, int> texts)
    {
        FactUnit unit = report.Facts.Units[row];
        json.WriteStartObject();
        json.WriteString("code", unit.Code);
        json.WriteString("name", unit.Name);
        json.WriteString("kind", unit.Kind.Name);
        json.WriteString("outcomes", string.Create(report.Requirements.Length, (report, row), static (letters, state) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = state.report.Requirements[i][state.row] switch { Outcome.Meets => 'm', Outcome.Fails => 'f', Outcome.Unknown => 'u', _ => '-' };
            }
        }));

        // In the order of the requirements that are not '-': the text of the values, then those of the missing facts.
        json.WriteStartArray("values");
        foreach (Finding finding in report.FindingsOf(row))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Place(texts, finding.Values));
            foreach (string missing in finding.Missing)
            {
                json.WriteNumberValue(Place(texts, Label(report, missing)));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("remedy");
        foreach (Purchase purchase in report.RemedyOf(row).Purchases)
        {
            json.WriteStartArray();
            json.WriteNumberValue(purchase.Quantity);
            json.WriteNumberValue(Place(texts, purchase.Item.Label));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static LocalizedText Label(ComplianceReport report, string fact) => fact switch
    {
        FactDictionary.KindVariable => new("Loại đơn vị", "Kind of unit"),
        ComplianceReport.DepartmentFact => new("Thuộc Sở nào", "The department it belongs to"),
        _ => report.Library.Facts.TryFind(fact, out FactDefinition? definition) ? definition.Label : new(fact, fact),
    };

    private static int Place(Dictionary<LocalizedText, int> texts, LocalizedText text)
    {
        if (!texts.TryGetValue(text, out int place))
        {
            texts.Add(text, place = texts.Count);
        }

        return place;
    }

    private static void Text(Utf8JsonWriter json, LocalizedText text)
    {
        json.WriteStartArray();
        json.WriteStringValue(text.Vi);
        json.WriteStringValue(text.En);
        json.WriteEndArray();
    }
}
