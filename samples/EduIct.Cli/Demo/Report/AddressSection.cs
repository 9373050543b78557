using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace EduIct.Cli.Demo.Report;

/// <summary>Which pattern gave how many of the addresses.</summary>
internal static partial class AddressSection
{
    public static Html Render(ImmutableArray<AccountRow> rows, ImmutableArray<string> patterns)
    {
        Regex[] forms = [.. patterns.Select(Form)];
        int[] counts = new int[forms.Length + 1];
        var samples = new string[forms.Length + 1];
        foreach (AccountRow row in rows)
        {
            int at = Array.FindIndex(forms, form => form.IsMatch(Local(row)));
            at = at < 0 ? forms.Length : at;
            counts[at]++;
            samples[at] ??= row.Address;
        }

        var shares = patterns.Append("").Index().Where(each => counts[each.Index] > 0 || each.Index < patterns.Length).ToImmutableArray();
        return Html.Of(
            $"""
            <section aria-labelledby="addresses">
            {Text.Heading("addresses", "Địa chỉ theo mẫu nào", "Which pattern gave the address")}
            <p class="lead">{Text.Both(
                "Mẫu đầu tiên được dùng khi còn trống; bị trùng thì mới đến mẫu sau. Thứ tự dòng trong tệp không ảnh hưởng gì.",
                "The first pattern is used where it is free, the next only where it is taken. The order of rows in the file makes no difference.")}</p>
            <figure class="panel">
            {Bar(shares, counts, rows.Length)}
            <ul class="patterns">
            {Html.Each(shares, each => Html.Of(
                $"""
                <li><i class="key p-{Math.Min(each.Index, 3)}"></i><span><code>{(each.Item.Length == 0 ? "…" : each.Item)}</code>{(samples[each.Index] is { } sample ? Html.Of($"<span class=\"sample\">{sample}</span>") : Html.Empty)}</span><b>{Text.Number(counts[each.Index])}</b><span class="share">{Text.Share(counts[each.Index], rows.Length)}</span></li>

                """))}
            </ul>
            </figure>
            </section>
            """);
    }

    private static Html Bar(ImmutableArray<(int Index, string Item)> shares, int[] counts, int total)
    {
        double scale = 1000.0 / Math.Max(1, total);
        int before = 0;
        return Html.Of(
            $"""
            <svg class="bar wide" role="img" viewBox="0 0 1000 10" preserveAspectRatio="none"><title>Tỷ lệ địa chỉ theo mẫu</title><desc>Share of addresses by pattern</desc>{Html.Each(shares, each =>
            {
                int count = counts[each.Index];
                double left = before * scale;
                before += count;
                return Html.Of(
                    $"""<rect class="p-{Math.Min(each.Index, 3)}" data-chart="pattern" data-pattern="{each.Item}" data-count="{count}" x="{Text.Length(left)}" y="0" width="{Text.Length(count * scale)}" height="10"/>""");
            })}</svg>
            """);
    }

    internal static string Local(AccountRow row) => row.Address[..Math.Max(0, row.Address.IndexOf('@', StringComparison.Ordinal))];

    /// <summary>
    /// What an address of a pattern looks like. Only for counting: the ledger knows who got which address, and nobody is named by this.
    /// </summary>
    internal static Regex Form(string pattern)
    {
        string form = Token().Replace(Regex.Escape(pattern), token => token.Groups["name"].Value switch
        {
            "yy" or "dd" or "mm" => "[0-9]{2}",
            "ddmmyy" => "[0-9]{6}",
            "yyyy" => "[0-9]{4}",
            "code" when token.Groups["width"].Success => $"[a-z0-9]{{{token.Groups["width"].Value}}}",
            "code" => "[a-z0-9]+",
            "n" => "[0-9]+",
            "given" or "family" or "middle" or "initials" or "full" => "[a-z]+",
            _ => "[a-z0-9-]+",
        });
        return new Regex($"^{form}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
    }

    // As Regex.Escape leaves it: the opening brace gets a backslash, the closing one does not.
    [GeneratedRegex(@"\\\{(?<name>[A-Za-z]+)(?::(?<width>[0-9]{1,2}))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
