using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using EduIct.Cli.Demo;
using EduIct.Cli.Demo.Report;

namespace EduIct.Integrations.Tests.Demo;

/// <summary>The page against the file: what it draws is counted again from <c>accounts.csv</c>.</summary>
public sealed class DemoReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-report-").FullName;

    [Fact]
    public async Task Every_drawn_number_is_in_the_accounts()
    {
        ImmutableArray<AccountRow> made = SampleRun.Rows(300);
        string html = DemoReport.Render(SampleRun.Content(made));
        List<Dictionary<string, string>> rows = await ReadBack(made);

        Assert.Equal(
            Counted(rows.Where(row => row["state"] == "active"), row => $"{row["unitCode"]} {row["role"] switch { "student" => "student", "teacher" => "teacher", _ => "other" }}"),
            Drawn(html, "school", rect => $"{rect["data-unit"]} {rect["data-role"]}"));
        Assert.Equal(
            Counted(rows.Where(row => row["term2"].Length > 0), row => $"{row["unitCode"]} {Change(row)}"),
            Drawn(html, "change", rect => $"{rect["data-unit"]} {rect["data-change"]}"));

        Dictionary<string, int> bearers = rows.GroupBy(row => row["fullName"]).ToDictionary(name => name.Key, name => name.Count());
        Assert.Equal(
            Counted(rows.Where(row => bearers[row["fullName"]] > 1), row => Math.Min(6, bearers[row["fullName"]]).ToString(CultureInfo.InvariantCulture)),
            Drawn(html, "namesakes", rect => rect["data-sharing"]));
        Assert.Equal(
            Counted(rows, row => bearers[row["fullName"]] > 1 ? "true" : "false"),
            Drawn(html, "sharing", rect => rect["data-sharing"]));
        Assert.Equal(
            Counted(rows, row => Find(row["address"], @"^[a-z]+\.[a-z]+[0-9][0-9]@").Length > 0 ? "{given}.{initials}{yy}" : "{given}.{initials}.{code:4}"),
            Drawn(html, "pattern", rect => rect["data-pattern"]));
    }

    [Fact]
    public async Task Every_headline_is_in_the_accounts()
    {
        ImmutableArray<AccountRow> made = SampleRun.Rows(300);
        List<Dictionary<string, string>> rows = await ReadBack(made);
        Dictionary<string, int> facts = Find(DemoReport.Render(SampleRun.Content(made)), "data-fact=\"([a-z]+)\" data-count=\"([0-9]+)\"")
            .ToDictionary(fact => fact.Groups[1].Value, fact => int.Parse(fact.Groups[2].Value, CultureInfo.InvariantCulture));

        Assert.Equal(rows.Count(row => row["state"] == "active"), facts["active"]);
        foreach (string provider in (string[])["google", "exchange"])
        {
            Assert.Equal(rows.Count(row => row["state"] == "active" && row["provider"] == provider), facts[provider]);
        }

        Assert.Equal(rows.Select(row => row["unitCode"]).Distinct().Count(), facts["units"]);
        Assert.Equal(rows.GroupBy(row => row["fullName"]).Where(name => name.Count() > 1).Sum(name => name.Count()), facts["sharing"]);
        Assert.Equal(rows.Count(row => row["term2"].Length > 0), facts["changed"]);
        Assert.Equal(0, facts["again"]);
    }

    [Fact]
    public void The_table_has_a_row_for_each_school_with_its_numbers()
    {
        ImmutableArray<AccountRow> rows = SampleRun.Rows(300);
        string html = DemoReport.Render(SampleRun.Content(rows));

        Assert.All(rows.GroupBy(row => row.UnitCode), unit =>
        {
            Match row = Assert.Single(Find(html, $"<tr data-table=\"school\" data-unit=\"{Regex.Escape(unit.Key)}\">.*?</tr>"));
            int[] cells = [.. Find(row.Value, "<td[^>]*>([^<]*)</td>").Select(cell => int.Parse(cell.Groups[1].Value.Replace("&#x202F;", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
            AccountRow[] active = [.. unit.Where(account => account.State == "active")];
            Assert.Equal(
                [
                    active.Where(account => account.Role == "student").Select(account => account.Class).Distinct().Count(),
                    active.Count(account => account.Role == "student"),
                    active.Count(account => account.Role == "teacher"),
                    active.Count(account => account.Role is not ("student" or "teacher")),
                    unit.Count() - active.Length,
                    unit.Count(account => account.Term2 == "create"),
                    unit.Count(account => account.PreviousUnit.Length > 0),
                ],
                cells);
        });
    }

    [Fact]
    public void It_needs_nothing_besides_itself()
    {
        string html = DemoReport.Render(SampleRun.Content(SampleRun.Rows(300)));

        Assert.DoesNotMatch("(?i)https?:|//[a-z]|<script|<link|<img|<iframe|@import|url\\(| src=| href=| on[a-z]+=", html);
        Assert.Contains("<html lang=\"vi\">", html, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_has_its_words_in_both_languages_and_every_tag_its_end()
    {
        string html = DemoReport.Render(SampleRun.Content(SampleRun.Rows(300)));

        Assert.All(Find(html, "<svg[^>]*role=\"img\".*?</svg>"), svg => Assert.Matches("<title[^>]*>[^<]+</title><desc[^>]*>[^<]+</desc>", svg.Value));
        var open = new Stack<string>(["html"]);
        foreach (Match tag in Find(html[html.IndexOf("</head>", StringComparison.Ordinal)..].Replace("</head>", "", StringComparison.Ordinal), "<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>"))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (tag.Groups[3].Length == 0 && name is not ("meta" or "wbr"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void A_hostile_name_is_text_and_nothing_else()
    {
        const string Hostile = "<script>alert(1)</script>\" onload=\"x & 'y' \u202Egnp.exe\u0000";
        ImmutableArray<AccountRow> rows = SampleRun.Rows(300);
        rows = [.. rows.Select((row, i) => i % 2 == 0 ? row : row with { FullName = Hostile, PreviousName = Hostile, UnitName = Hostile, UnitCode = Hostile, Class = Hostile, Role = Hostile })];

        string html = DemoReport.Render(SampleRun.Content(rows) with { Patterns = [Hostile] });

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x &amp; &#x27;y&#x27; \uFFFDgnp.exe\uFFFD", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onload", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain("&#x202E;", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_run_without_accounts_still_gives_a_page() =>
        Assert.EndsWith("</html>\n", DemoReport.Render(SampleRun.Content([])), StringComparison.Ordinal);

    [Fact]
    public void A_step_that_failed_is_seen_to_have_failed() =>
        Assert.Single(Find(DemoReport.Render(SampleRun.Content(SampleRun.Rows(300))), "<li class=\"bad\">"));

    [Fact]
    public async Task The_file_opens_in_Excel_and_no_cell_is_a_formula()
    {
        string path = Path.Combine(_folder, "accounts.csv");
        AccountRow row = SampleRun.Rows(30)[0] with { FullName = "=HYPERLINK(\"x\")", PreviousName = "+1", OrgUnit = "@a", Class = "-2", UnitName = "Trường, \"Mỹ Hóa\"" };

        await AccountsCsv.WriteAsync(path, [row]);

        byte[] bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        string text = Encoding.UTF8.GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Dictionary<string, string> read = Assert.Single(await Read(path));
        Assert.Equal(("'=HYPERLINK(\"x\")", "'+1", "'@a", "'-2", "Trường, \"Mỹ Hóa\""), (read["fullName"], read["previousName"], read["orgUnit"], read["class"], read["unitName"]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Match[] Find(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant).ToArray();

    private static string Change(Dictionary<string, string> row) =>
        row["term2"] == "create" ? "Arrival"
        : row["term2"] == "suspend" ? "Leaver"
        : row["previousUnit"].Length > 0 ? "SchoolMove"
        : row["previousAddress"].Length > 0 ? "Rename"
        : row["previousName"].Length > 0 ? "NameOnly"
        : "ClassMove";

    private static SortedDictionary<string, int> Counted(IEnumerable<Dictionary<string, string>> rows, Func<Dictionary<string, string>, string> key) =>
        new(rows.GroupBy(key).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);

    // Rectangles of nothing are drawn for some units and are no count.
    private static SortedDictionary<string, int> Drawn(string html, string chart, Func<Dictionary<string, string>, string> key)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Match rect in Find(html, $"<rect [^>]*data-chart=\"{chart}\"[^>]*>"))
        {
            Dictionary<string, string> attributes = Find(rect.Value, "([a-z-]+)=\"([^\"]*)\"").ToDictionary(pair => pair.Groups[1].Value, pair => WebUtility.HtmlDecode(pair.Groups[2].Value));
            int count = int.Parse(attributes["data-count"], CultureInfo.InvariantCulture);
            Assert.True(count == 0 || double.Parse(attributes["width"], CultureInfo.InvariantCulture) > 0);
            if (count > 0)
            {
                counts.Add(key(attributes), count);
            }
        }

        return counts;
    }

    private async Task<List<Dictionary<string, string>>> ReadBack(ImmutableArray<AccountRow> rows)
    {
        string path = Path.Combine(_folder, "accounts.csv");
        await AccountsCsv.WriteAsync(path, rows);
        List<Dictionary<string, string>> read = await Read(path);
        Assert.Equal(rows.Length, read.Count);
        return read;
    }

    private static async Task<List<Dictionary<string, string>>> Read(string path)
    {
        using var csv = new CsvReader(new StreamReader(path, Encoding.UTF8), CultureInfo.InvariantCulture);
        var rows = new List<Dictionary<string, string>>();
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(header => header, header => csv.GetField(header) ?? ""));
        }

        return rows;
    }
}
