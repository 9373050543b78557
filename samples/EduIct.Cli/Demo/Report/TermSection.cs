using System.Collections.Immutable;
using EduIct.Planning;

namespace EduIct.Cli.Demo.Report;

/// <summary>What the second term changed: a picture school by school, and people for each kind of change.</summary>
internal static class TermSection
{
    private const int Examples = 5;

    public static Html Render(ImmutableArray<SchoolSummary> schools, ImmutableArray<AccountRow> rows)
    {
        ILookup<TermChange, AccountRow> changes = rows.ToLookup(row => row.Change);
        ChangeKind[] kinds = [.. ChangeKind.All.Where(kind => changes.Contains(kind.Change))];
        Dictionary<string, string> names = schools.ToDictionary(school => school.Code, school => school.Name, StringComparer.Ordinal);
        return Html.Of(
            $"""
            <section aria-labelledby="term2">
            {Text.Heading("term2", "Học kỳ II: đến, đi, chuyển, sửa tên", "The second term: coming, going, moving, mending")}
            <ul class="tiles">
            {Html.Each(kinds, kind => Html.Of(
                $"""
                <li class="tile {kind.Css}"><b data-change="{kind.Change.ToString()}" data-count="{changes[kind.Change].Count()}">{Text.Number(changes[kind.Change].Count())}</b>{Text.Both(kind.Vi, kind.En)}<small>{Text.Both(kind.ViWhat, kind.EnWhat)}</small></li>

                """))}
            </ul>
            <figure class="panel">
            <figcaption>{Text.Both("Thay đổi ở từng trường", "Changes at each school")}</figcaption>
            <ul class="legend">
            {Html.Each(kinds, kind => Html.Of($"<li><i class=\"key {kind.Css}\"></i>{Text.Both(kind.Vi, kind.En)}</li>\n"))}
            </ul>
            <ul class="bars">
            {Bars(schools, kinds)}
            </ul>
            </figure>
            <div class="cards wide">
            {Html.Each(kinds.Where(kind => kind.Change != TermChange.Other), kind => Card(kind, [.. changes[kind.Change]], names))}
            </div>
            </section>
            """);
    }

    private static Html Bars(ImmutableArray<SchoolSummary> schools, ChangeKind[] kinds)
    {
        SchoolSummary[] changed = [.. schools.Where(school => kinds.Any(kind => school.Count(kind.Change) > 0))];
        double scale = 1000.0 / Math.Max(1, changed.Select(Total).DefaultIfEmpty().Max());
        return Html.Each(changed, school =>
        {
            int before = 0;
            Html rects = Html.Each(kinds, kind =>
            {
                int count = school.Count(kind.Change);
                double left = before * scale;
                before += count;
                return count == 0 ? Html.Empty : Html.Of(
                    $"""<rect class="{kind.Css}" data-chart="change" data-unit="{school.Code}" data-change="{kind.Change.ToString()}" data-count="{count}" x="{Text.Length(left)}" y="0" width="{Text.Length(count * scale)}" height="10"/>""");
            });
            string vi = string.Join(", ", kinds.Where(kind => school.Count(kind.Change) > 0).Select(kind => $"{kind.Vi} {school.Count(kind.Change)}"));
            string en = string.Join(", ", kinds.Where(kind => school.Count(kind.Change) > 0).Select(kind => $"{kind.En} {school.Count(kind.Change)}"));
            return Html.Of(
                $"""
                <li><span class="bar-label"><bdi>{school.Name}</bdi> <small>{school.ShortCode}</small></span>
                <svg class="bar" role="img" viewBox="0 0 1000 10" preserveAspectRatio="none"><title>{school.Name}: {vi}</title><desc>{school.Name}: {en}</desc>{rects}</svg>
                <span class="bar-sum">{Text.Number(Total(school))}</span></li>

                """);
        });

        int Total(SchoolSummary school) => kinds.Sum(kind => school.Count(kind.Change));
    }

    private static Html Card(ChangeKind kind, ImmutableArray<AccountRow> rows, Dictionary<string, string> names) => Html.Of(
        $"""
        <article class="card edge {kind.Css}">
        <h3>{Text.Both(kind.Vi, kind.En)}</h3>
        <ul class="people">
        {Html.Each(Spread(rows), row => Html.Of($"<li>{Line(kind.Change, row, names)}</li>\n"))}
        </ul>
        {(rows.Length > Examples ? Html.Of($"<p class=\"more\">{Text.Both($"và {Text.Number(rows.Length - Examples)} người nữa trong accounts.csv", $"and {Text.Number(rows.Length - Examples)} more in accounts.csv")}</p>") : Html.Empty)}
        </article>

        """);

    // From all over the province, not the first school's only.
    private static IEnumerable<AccountRow> Spread(ImmutableArray<AccountRow> rows)
    {
        int shown = Math.Min(Examples, rows.Length);
        return Enumerable.Range(0, shown).Select(i => rows[i * rows.Length / shown]);
    }

    private static Html Line(TermChange change, AccountRow row, Dictionary<string, string> names)
    {
        Html place = row.Class.Length > 0 ? Html.Of($"<bdi>{row.UnitName}</bdi> · <bdi>{row.Class}</bdi>") : Html.Of($"<bdi>{row.UnitName}</bdi>");
        return change switch
        {
            TermChange.Rename => Html.Of(
                $"""<span class="who">{NameChange(row)}</span><code>{row.Address}</code><span class="where"><span class="alias">alias</span> <code>{row.PreviousAddress}</code></span>"""),
            TermChange.NameOnly => Html.Of($"""<span class="who">{NameChange(row)}</span><code>{row.Address}</code><span class="where">{place}</span>"""),
            TermChange.SchoolMove => Html.Of(
                $"""<span class="who"><bdi>{row.FullName}</bdi></span><code>{row.Address}</code><span class="where"><bdi>{SchoolBefore(row, names)}</bdi> → {place}</span>"""),
            _ => Html.Of($"""<span class="who"><bdi>{row.FullName}</bdi></span><code>{row.Address}</code><span class="where">{place}</span>"""),
        };
    }

    // Of two namesake schools the name alone would say nothing.
    private static string SchoolBefore(AccountRow row, Dictionary<string, string> names) =>
        names.GetValueOrDefault(row.PreviousUnit) is { } name && name != row.UnitName
            ? name
            : row.PreviousUnit[(row.PreviousUnit.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static Html NameChange(AccountRow row) =>
        row.PreviousName.Length == 0
            ? Html.Of($"<bdi>{row.FullName}</bdi>")
            : Html.Of($"<del><bdi>{row.PreviousName}</bdi></del> → <ins><bdi>{row.FullName}</bdi></ins>");
}
