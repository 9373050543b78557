using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace EduIct.Cli.Demo.Report;

/// <summary>People of one and the same full name, and the addresses that keep them apart.</summary>
internal static class NamesakeSection
{
    private const int MostPeople = 6;
    private const int Examples = 4;
    private const int ExampleRows = 6;

    public static Html Render(ImmutableArray<ImmutableArray<AccountRow>> namesakes, int people)
    {
        int sharing = namesakes.Sum(name => name.Length);
        return Html.Of(
            $"""
            <section aria-labelledby="namesakes">
            {Text.Heading("namesakes", "Cùng họ tên, khác địa chỉ", "Same name, different address")}
            <p class="lead">{Text.Both(
                $"{Text.Number(sharing)} người có ít nhất một người trùng họ tên trong tỉnh. Mỗi người vẫn có một địa chỉ riêng, không bao giờ cấp lại cho ai khác.",
                $"{Text.Number(sharing)} people share their full name with somebody in the province. Each still has an address of their own, which nobody else will ever get.")}</p>
            <div class="pair">
            <figure class="panel">
            <figcaption>{Text.Both("Trong toàn tỉnh", "In the whole province")}</figcaption>
            {Share(sharing, people)}
            <p class="chart-title">{Text.Both("Bao nhiêu người mang họ tên có 2, 3, 4… người", "How many people bear a name of 2, 3, 4… people")}</p>
            {Columns(namesakes)}
            </figure>
            <div class="cards">
            {Html.Each(namesakes.Take(Examples), Example)}
            </div>
            </div>
            </section>
            """);
    }

    /// <summary>Everybody who shares a name, name by name: the commonest first, and among those the ones that needed another pattern than the first.</summary>
    public static ImmutableArray<ImmutableArray<AccountRow>> Find(ImmutableArray<AccountRow> rows, ImmutableArray<string> patterns)
    {
        Regex? usual = patterns.IsEmpty ? null : AddressSection.Form(patterns[0]);
        return
        [
            .. rows.GroupBy(row => row.FullName, StringComparer.Ordinal)
                .Where(name => name.Skip(1).Any())
                .Select(name => name.ToImmutableArray())
                .OrderByDescending(name => Math.Min(name.Length, ExampleRows))
                .ThenByDescending(name => name.Count(row => usual?.IsMatch(AddressSection.Local(row)) == false))
                .ThenBy(name => name[0].FullName, StringComparer.Ordinal),
        ];
    }

    private static Html Share(int sharing, int people)
    {
        double scale = 1000.0 / Math.Max(1, people);
        int single = people - sharing;
        return Html.Of(
            $"""
            <svg class="bar wide" role="img" viewBox="0 0 1000 10" preserveAspectRatio="none"><title>{sharing} người trùng họ tên, {single} người không trùng</title><desc>{sharing} people share their name, {single} do not</desc><rect class="n-many" data-chart="sharing" data-sharing="true" data-count="{sharing}" x="0" y="0" width="{Text.Length(sharing * scale)}" height="10"/><rect class="n-one" data-chart="sharing" data-sharing="false" data-count="{single}" x="{Text.Length(sharing * scale)}" y="0" width="{Text.Length(single * scale)}" height="10"/></svg>
            <ul class="legend below">
            <li><i class="key n-many"></i>{Text.Both("Trùng họ tên", "Share a name")} <b>{Text.Number(sharing)}</b></li>
            <li><i class="key n-one"></i>{Text.Both("Không trùng", "Do not")} <b>{Text.Number(single)}</b></li>
            </ul>
            """);
    }

    private static Html Columns(ImmutableArray<ImmutableArray<AccountRow>> namesakes)
    {
        int[] people = new int[MostPeople - 1];
        foreach (ImmutableArray<AccountRow> name in namesakes)
        {
            people[Math.Min(name.Length, MostPeople) - 2] += name.Length;
        }

        double most = Math.Max(1, people.Max());
        return Html.Of(
            $"""
            <svg class="columns" role="img" viewBox="0 0 400 246" aria-labelledby="nt nd"><title id="nt">Số người theo số người cùng họ tên</title><desc id="nd">People by how many share their full name</desc>
            <line class="axis" x1="0" x2="400" y1="196" y2="196"/>
            {Html.Each(people.Index(), column =>
            {
                int sharing = column.Index + 2;
                double height = 160 * column.Item / most;
                double left = 10 + (column.Index * 78);
                return Html.Of(
                    $"""
                    <rect class="n-many" data-chart="namesakes" data-sharing="{sharing}" data-count="{column.Item}" x="{Text.Length(left)}" y="{Text.Length(196 - height)}" width="68" height="{Text.Length(height)}"/>
                    <text x="{Text.Length(left + 34)}" y="{Text.Length(188 - height)}">{Text.Number(column.Item)}</text>
                    <text class="tick" x="{Text.Length(left + 34)}" y="216">{sharing}{(sharing == MostPeople ? "+" : "")}</text>

                    """);
            })}
            <text class="tick" x="200" y="237">người cùng họ tên / people of that name</text>
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
