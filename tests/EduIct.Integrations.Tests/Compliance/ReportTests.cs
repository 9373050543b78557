using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Compliance;

public sealed class ReportTests
{
    private const string Hostile = "</script><script>alert(1)</script>\"'\u202E=cmd";

    private static readonly ComplianceReport s_report = Report();

    [Fact]
    public void The_page_loads_nothing_and_lets_nothing_run_but_its_own_script()
    {
        string html = Html();

        Assert.DoesNotMatch(new Regex(@"(?:src|href)\s*=\s*[""']?(?:https?:|//)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), html);
        Assert.Contains("default-src 'none'; style-src 'sha256-", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("</script>").Length);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_names_the_digests_of_what_the_page_has()
    {
        string html = Html();
        Match style = Regex.Match(html, @"<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Match script = Regex.Match(html, @"<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        foreach (Match part in (Match[])[style, script])
        {
            string digest = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(part.Groups["text"].Value)));
            Assert.Contains($"'sha256-{digest}'", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_data_of_the_page_are_the_findings_with_their_clauses()
    {
        string html = Html();
        int from = html.IndexOf("type=\"application/json\">", StringComparison.Ordinal) + "type=\"application/json\">".Length;
        using JsonDocument json = JsonDocument.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)]);
        JsonElement[] requirements = [.. json.RootElement.GetProperty("requirements").EnumerateArray()];
        JsonElement[] units = [.. json.RootElement.GetProperty("units").EnumerateArray()];

        Assert.Equal(Hostile, units[0].GetProperty("name").GetString());
        Assert.All(requirements, requirement => Assert.False(string.IsNullOrEmpty(requirement.GetProperty("clause").GetString())));
        for (int row = 0; row < units.Length; row++)
        {
            string outcomes = units[row].GetProperty("outcomes").GetString()!;
            Assert.Equal(requirements.Length, outcomes.Length);
            Assert.Equal(outcomes.Count(letter => letter != '-'), units[row].GetProperty("values").GetArrayLength());
            Assert.Equal(s_report.FindingsOf(row).Count(finding => finding.Outcome == Outcome.Fails), outcomes.Count(letter => letter == 'f'));
        }
    }

    [Fact]
    public void A_spreadsheet_takes_no_cell_for_a_formula()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ComplianceCsv.Write(text, s_report);
        using var csv = new CsvReader(new StringReader(text.ToString()), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        int rows = 0;
        while (csv.Read())
        {
            rows++;
            Assert.All(csv.Parser.Record!, cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), cell));
            Assert.NotEmpty(csv.GetField("clause")!);
        }

        Assert.Equal(Enumerable.Range(0, s_report.Facts.Units.Length).Sum(row => s_report.FindingsOf(row).Count()), rows);
    }

    [Fact]
    public void The_JSON_has_every_finding_with_clause_values_and_what_is_missing()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ComplianceJson.Write(writer, s_report);
        }

        using JsonDocument json = JsonDocument.Parse(buffer.ToArray());
        JsonElement[] findings = [.. json.RootElement.GetProperty("units")[1].GetProperty("findings").EnumerateArray()];
        Assert.Equal(s_report.FindingsOf(1).Count(), findings.Length);
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("clause").GetString()!));
        Assert.All(findings.Where(finding => finding.GetProperty("outcome").GetString() == "unknown"), finding => Assert.NotEqual(0, finding.GetProperty("missing").GetArrayLength()));
        JsonElement ten = findings.Single(finding => finding.GetProperty("requirement").GetString() == "9772.ten-pupils-per-computer");
        Assert.Equal(45, ten.GetProperty("shortfalls")[0].GetProperty("missing").GetInt64());
        Assert.NotEqual(0, json.RootElement.GetProperty("remedies").GetProperty("all").GetArrayLength());
    }

    private static string Html()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ComplianceHtml.Write(text, s_report);
        return text.ToString();
    }

    private static ComplianceReport Report()
    {
        DirectiveLibrary library = DirectiveLibrary.Embedded;
        var builder = new FactTableBuilder(library.Facts, "test");
        builder.AddUnit(new FactUnit("=A1", UnitKind.Primary, Hostile) { Department = "HaNoi" });
        int row = builder.AddUnit(new FactUnit("B", UnitKind.UpperSecondary, "+Trường B") { Department = "HaNoi" });
        builder.Report(row, builder.FindFact("students.total", default)!.Value, CelValue.Int(1250), default);
        builder.Report(row, builder.FindFact("computers.informatics", default)!.Value, CelValue.Int(80), default);
        return new ComplianceEvaluator(library).Evaluate(builder.Build().GetTableOrThrow());
    }
}
