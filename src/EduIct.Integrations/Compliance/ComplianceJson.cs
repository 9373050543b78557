using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>Writes a report as JSON: <c>directives</c>, <c>requirements</c> with their counts, <c>targets</c> with their bounds, <c>units</c> with their findings
/// and remedies, and <c>remedies</c> summed up the tree.</summary>
public static class ComplianceJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at between units.</param>
    public static void Write(Utf8JsonWriter json, ComplianceReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        Directives(json, report);
        Requirements(json, report);
        Targets(json, report);
        json.WriteStartArray("units");
        for (int row = 0; row < report.Facts.Units.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Unit(json, report, row);
        }

        json.WriteEndArray();
        RemedySum sum = RemedySum.Of(report, cancellationToken);
        json.WriteStartObject("remedies");
        Purchases(json, "all", sum.All);
        json.WriteStartObject("below");
        foreach (string code in sum.Units)
        {
            Purchases(json, code, sum.Below(code));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void Directives(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartArray("directives");
        foreach (Directive directive in report.Library.Directives)
        {
            json.WriteStartObject();
            json.WriteString("id", directive.Id);
            json.WriteString("number", directive.Header.Number);
            json.WriteString("date", directive.Header.Date.ToString("uuuu-MM-dd", null));
            if (directive.Jurisdiction is { } jurisdiction)
            {
                json.WriteString("jurisdiction", jurisdiction);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Requirements(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartArray("requirements");
        foreach (RequirementResult result in report.Requirements)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Requirement.Id);
            json.WriteString("directive", result.Directive.Id);
            json.WriteString("clause", result.Requirement.Clause);
            json.WriteString("strength", Camel(result.Requirement.Provision.Strength));
            Text(json, "title", result.Requirement.Title);
            json.WriteNumber("meets", result.Meets);
            json.WriteNumber("fails", result.Fails);
            json.WriteNumber("unknown", result.Unknown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Targets(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartArray("targets");
        foreach (TargetMeasure measure in report.Targets())
        {
            TargetResult result = measure.OverAll();
            json.WriteStartObject();
            json.WriteString("id", result.Target.Id);
            json.WriteString("directive", result.Directive.Id);
            json.WriteString("clause", result.Target.Clause);
            Text(json, "title", result.Target.Title);
            json.WriteString("comparison", result.Target.IsStrict ? "over" : "atLeast");
            json.WriteNumber("share", result.Target.Share);
            json.WriteNumber("low", Math.Round(result.LowestShare, 2));
            json.WriteNumber("high", Math.Round(result.HighestShare, 2));
            json.WriteNumber("of", result.Whole);
            json.WriteString("outcome", Camel(result.Outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Unit(Utf8JsonWriter json, ComplianceReport report, int row)
    {
        FactUnit unit = report.Facts.Units[row];
        json.WriteStartObject();
        json.WriteString("unit", unit.Code);
        json.WriteString("kind", unit.Kind.Name);
        json.WriteString("name", unit.Name);
        json.WriteStartArray("findings");
        foreach (Finding finding in report.FindingsOf(row))
        {
            json.WriteStartObject();
            json.WriteString("requirement", finding.Requirement.Id);
            json.WriteString("directive", finding.Directive.Header.Number);
            json.WriteString("clause", finding.Requirement.Clause);
            json.WriteString("outcome", Camel(finding.Outcome));
            Text(json, "values", finding.Values);
            Names(json, "missing", finding.Missing);
            if (!finding.Shortfalls.IsEmpty)
            {
                json.WriteStartArray("shortfalls");
                foreach (Shortfall shortfall in finding.Shortfalls)
                {
                    json.WriteStartObject();
                    json.WriteString("fact", shortfall.Fact);
                    json.WriteNumber("have", shortfall.Have);
                    json.WriteNumber("need", shortfall.Need);
                    json.WriteNumber("missing", shortfall.Missing);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            if (finding.Error is { } error)
            {
                json.WriteString("error", error);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        Remedy remedy = report.RemedyOf(row);
        Purchases(json, "remedy", remedy.Purchases);
        Names(json, "withoutRemedy", [.. remedy.WithoutRemedy.Select(requirement => requirement.Id)]);
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Purchases(Utf8JsonWriter json, string name, ImmutableArray<Purchase> purchases)
    {
        json.WriteStartArray(name);
        foreach (Purchase purchase in purchases)
        {
            json.WriteStartObject();
            json.WriteString("item", purchase.Item.Id);
            Text(json, "label", purchase.Item.Label);
            json.WriteNumber("quantity", purchase.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, LocalizedText text)
    {
        json.WriteStartObject(name);
        json.WriteString("vi", text.Vi);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }
}
