using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EduIct.Emulator.Protocol;

/// <summary>
/// Pages by key, not by number: a token names the last entry that was shown, so what is inserted or removed
/// meanwhile neither repeats nor hides another entry. A token lives three days (PROVIDERS.md 3, Behaviour).
/// </summary>
internal sealed class Paging(ApiCall call, string fingerprint)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>The key of the last entry already shown; null on the first page.</summary>
    public string? After { get; } = Read(call, fingerprint);

    /// <summary>The next page, and the token of the one after it.</summary>
    public (List<T> Items, string? NextToken) Take<T>(IEnumerable<T> rest, Func<T, string> key, int count)
    {
        var items = new List<T>(count);
        foreach (var item in rest)
        {
            if (items.Count == count)
                return (items, Write(key(items[^1])));
            items.Add(item);
        }
        return (items, null);
    }

    /// <summary>The part of a sorted index that is still to be shown.</summary>
    public IEnumerable<string> Rest(SortedSet<string> keys, bool descending = false)
    {
        if (After is null)
            return descending ? keys.Reverse() : keys;
        if (!descending)
            return keys.GetViewBetween(After + "\0", "\uffff");
        return keys.GetViewBetween("", After).Reverse().SkipWhile(key => key == After);
    }

    /// <summary>The same for what is sorted only now.</summary>
    public IEnumerable<T> Rest<T>(IEnumerable<T> items, Func<T, string> key, bool descending)
    {
        var sorted = descending ? items.OrderByDescending(key, StringComparer.Ordinal) : items.OrderBy(key, StringComparer.Ordinal);
        return After is null
            ? sorted
            : sorted.SkipWhile(item => descending
                ? string.CompareOrdinal(key(item), After) >= 0
                : string.CompareOrdinal(key(item), After) <= 0);
    }

    private string Write(string last)
    {
        var expiry = (call.Workspace.UtcNow + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Wire.Base64Url(Encoding.UTF8.GetBytes($"{expiry}\n{fingerprint}\n{last}"));
    }

    private static string? Read(ApiCall call, string fingerprint)
    {
        if (call.Query["pageToken"] is not { } token)
            return null;
        if (Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n', 3) is [var expiry, var print, var last]
            && print == fingerprint
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds > call.Workspace.UtcNow.ToUnixTimeSeconds())
            return last;
        throw ApiError.InvalidInput("page_token");
    }
}
