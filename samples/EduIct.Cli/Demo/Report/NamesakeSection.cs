using System.Collections.Immutable;

namespace EduIct.Cli.Demo.Report;

/// <summary>People of one and the same full name, and the addresses that keep them apart.</summary>
internal static class NamesakeSection
{
    private const int ManyPeople = 6;
    private const int Examples = 4;
    private const int ExampleRows = 6;

    public static Html Render(ImmutableArray<AccountRow> rows)
    {
        ImmutableArray<ImmutableArray<AccountRow>> names =
        [
            .. rows.GroupBy(row => row.FullName, StringComparer.Ordinal).Select(name => name.ToImmutableArray())
                .OrderByDescending(name => name.Length).ThenBy(name => name[0].FullName, StringComparer.Ordinal),
        ];
        int sharing = names.Where(name => name.Length > 1).Sum(name => name.Length);
        return Html.Of(
            $"""
            <section aria-labelledby="namesakes">
            {Text.Heading("namesakes", "Cùng họ tên, khác địa chỉ", "Same name, different address")}
            <p class="lead">{Text.Both(
                $"{Text.Number(sharing)} người có ít nhất một người trùng họ tên trong tỉnh. Mỗi người vẫn có một địa chỉ riêng, không bao giờ cấp lại cho ai khác.",
                $"{Text.Number(sharing)} people share their full name with somebody in the province. Each still has an address of their own, which nobody else will ever get.")}</p>
            <div class="pair">
            <figure class="panel">
            <figcaption>{Text.Both("Bao nhiêu người mang một họ tên mà…", "How many people bear a name that is borne by…")}</figcaption>
            {Columns(names)}
            </figure>
            <div class="cards">
            {Html.Each(names.Where(name => name.Length > 1).Take(Examples), Example)}
            </div>
            </div>
            </section>
            """);
    }

    private static Html Columns(ImmutableArray<ImmutableArray<AccountRow>> names)
    {
        int[] people = new int[ManyPeople];
        foreach (ImmutableArray<AccountRow> name in names)
        {
            people[Math.Min(name.Length, ManyPeople) - 1] += name.Length;
        }

        double most = Math.Max(1, people.Max());
        return Html.Of(
            $"""
            <svg class="columns" role="img" viewBox="0 0 400 240" aria-labelledby="nt nd"><title id="nt">Số người theo số người cùng họ tên</title><desc id="nd">People by how many share their full name</desc>
            <line class="axis" x1="0" x2="400" y1="196" y2="196"/>
            {Html.Each(people.Index(), column =>
            {
                double height = 160 * column.Item / most;
                double left = 6 + (column.Index * 66);
                bool last = column.Index == ManyPeople - 1;
                return Html.Of(
                    $"""
                    <rect class="{(column.Index == 0 ? "n-one" : "n-many")}" data-chart="namesakes" data-sharing="{column.Index + 1}" data-count="{column.Item}" x="{Text.Length(left)}" y="{Text.Length(196 - height)}" width="54" height="{Text.Length(height)}" rx="3"/>
                    <text x="{Text.Length(left + 27)}" y="{Text.Length(188 - height)}">{Text.Number(column.Item)}</text>
                    <text class="tick" x="{Text.Length(left + 27)}" y="216">{column.Index + 1}{(last ? "+" : "")}</text>

                    """);
            })}
            <text class="tick" x="200" y="236">người cùng họ tên / people of that name</text>
            </svg>
            """);
    }

    private static Html Example(ImmutableArray<AccountRow> namesakes)
    {
        int hidden = namesakes.Length - ExampleRows;
        return Html.Of(
            $"""
            <article class="card">
            <h3><bdi>{namesakes[0].FullName}</bdi> <span class="times">×&#8239;{namesakes.Length}</span></h3>
            <ul class="people">
            {Html.Each(namesakes.Take(ExampleRows), person => Html.Of(
                $"""
                <li><code>{person.Address}</code><span class="where"><bdi>{person.UnitName}</bdi>{Post(person)}</span></li>

                """))}
            </ul>
            {(hidden > 0 ? Html.Of($"<p class=\"more\">{Text.Both($"và {hidden} người nữa", $"and {hidden} more")}</p>") : Html.Empty)}
            </article>

            """);
    }

    private static Html Post(AccountRow person) =>
        person.Class.Length > 0 ? Html.Of($" · <bdi>{person.Class}</bdi>")
        : person.IsStudent ? Html.Empty
        : Html.Of($" · {RoleName(person.Role)}");

    private static string RoleName(string role) => role switch
    {
        "teacher" => "giáo viên",
        "principal" => "cán bộ quản lý",
        _ => "nhân viên",
    };
}
