using System.Collections.Immutable;
using System.Reflection;

namespace EduIct.Cli.Demo.Report;

/// <summary><c>report.html</c>: one page that needs nothing besides itself, for the screen, the phone and paper.</summary>
internal static class DemoReport
{
    /// <summary>The page.</summary>
    public static string Render(ReportContent content)
    {
        ImmutableArray<SchoolSummary> schools = SchoolSummary.Of(content.Rows);
        ImmutableArray<ImmutableArray<AccountRow>> namesakes = NamesakeSection.Find(content.Rows, content.Patterns);
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>EduIct – từ danh sách trường đến hộp thư</title>
            <style>
            {Style()}
            </style>
            </head>
            <body>
            {Header(content, schools, namesakes)}
            <main>
            {StepSection.Render(content)}
            {SchoolSection.Render(schools)}
            {NamesakeSection.Render(namesakes, content.Rows.Length)}
            {AddressSection.Render(content.Rows, content.Patterns)}
            {TermSection.Render(schools, content.Rows)}
            </main>
            {Footer(content)}
            </body>
            </html>

            """).Markup.ReplaceLineEndings("\n");
    }

    private static Html Header(ReportContent content, ImmutableArray<SchoolSummary> schools, ImmutableArray<ImmutableArray<AccountRow>> namesakes)
    {
        int active = content.Rows.Count(row => row.IsActive);
        int sharing = namesakes.Sum(name => name.Length);
        int changed = content.Rows.Count(row => row.Change != TermChange.None);
        int again = content.Terms.Sum(term => term.Again);
        return Html.Of(
            $"""
            <header>
            <div class="inner">
            <div>
            <p class="kicker">EduIct · bản chạy thử · <span lang="en">demonstration</span></p>
            <h1>Từ danh sách trường đến hộp thư<span class="en" lang="en">From school roster to mailboxes</span></h1>
            <p class="intro">{Text.Both(
                "Một tỉnh hư cấu lấy tên trường của Bến Tre, hai học kỳ của năm học 2026–2027: đọc danh sách, lập kế hoạch, thực hiện, đối chiếu, rồi lập lại kế hoạch để thấy không còn việc gì.",
                "An invented province with school names from Bến Tre, through both terms of the school year 2026–2027: read the roster, plan, apply, verify, then plan again to see that nothing is left to do.")}</p>
            </div>
            {Hero(namesakes)}
            </div>
            </header>
            <ul class="headline">
            {Fact("active", active, "hộp thư đang dùng", "mailboxes in use")}
            {Fact("google", content.Rows.Count(row => row.IsActive && row.Provider == "google"), "ở Google Workspace", "on Google Workspace")}
            {Fact("exchange", content.Rows.Count(row => row.IsActive && row.Provider == "exchange"), "ở Exchange Online", "on Exchange Online")}
            {Fact("units", schools.Length, "trường và đơn vị", "schools and units")}
            {Fact("sharing", sharing, "người trùng họ tên", "people with namesakes")}
            {Fact("changed", changed, "người thay đổi ở học kỳ II", "changed in term 2")}
            {Fact("again", again, "việc còn lại khi chạy lại", "left to do when run again")}
            <li><b>{Text.Seconds(content.Elapsed)}</b>{Text.Both("cho cả hai học kỳ", "for both terms")}</li>
            </ul>
            """);
    }

    // The whole product in one picture: people of one name, each with an address.
    private static Html Hero(ImmutableArray<ImmutableArray<AccountRow>> namesakes) =>
        namesakes.IsEmpty ? Html.Empty : Html.Of(
            $"""
            <ul class="hero">
            {Html.Each(namesakes[0].Take(4), person => Html.Of(
                $"""
                <li><span><bdi>{person.FullName}</bdi><small><bdi>{person.UnitName}</bdi>{(person.Class.Length > 0 ? Html.Of($" · <bdi>{person.Class}</bdi>") : Html.Empty)}</small></span>
                <svg viewBox="0 0 40 12" aria-hidden="true"><path d="M0 6h36M31 1l5 5-5 5"/></svg>
                <code>{AddressSection.Local(person)}<wbr><span>{person.Address[AddressSection.Local(person).Length..]}</span></code></li>

                """))}
            </ul>
            """);

    private static Html Fact(string name, int number, string vi, string en) =>
        Html.Of($"<li><b data-fact=\"{name}\" data-count=\"{number}\">{Text.Number(number)}</b>{Text.Both(vi, en)}</li>");

    private static Html Footer(ReportContent content) => Html.Of(
        $"""
        <footer>
        <p>{Text.Both(
            "Mọi người trong trang này đều do máy đặt ra; trùng với người thật chỉ là ngẫu nhiên. Tỉnh Bến Tre nay thuộc Vĩnh Long (từ 01/07/2025); tên trường chỉ để minh họa.",
            "Everybody on this page is made up by a program; likeness to real people is chance. Bến Tre has been part of Vĩnh Long since 1 July 2025; names of schools are for illustration only.")}</p>
        <p>{Text.Both(
            "Chạy trên máy chủ mô phỏng cục bộ, không phải Google hay Microsoft. Mọi con số theo trường đều tính lại được từ accounts.csv cùng thư mục.",
            "Run against a local emulator, neither Google nor Microsoft. Every number by school can be counted again from accounts.csv in the same folder.")}</p>
        <p><code>eduict demo --students {content.Students} --seed {content.Seed}</code></p>
        </footer>
        """);

    private static Html Style()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("EduIct.Cli.Demo.Report.report.css")
            ?? throw new InvalidOperationException("report.css is not embedded.");
        using var reader = new StreamReader(stream);
        return new Html(reader.ReadToEnd());
    }
}
