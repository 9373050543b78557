using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Faults;

/// <summary>
/// One fault, written <c>kind[@method]=rate|#n[,ms]</c>. It counts the calls that match it, from 1, as they arrive. With a
/// rate (0 to 1) the k-th of them is hit or not by the seed, the fault's place in the list and k alone; with <c>#n</c>
/// exactly the n-th is hit. Without a method it matches every call of both APIs; a call inside a batch counts as one call.
/// </summary>
public sealed record Fault
{
    private static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["delay"] = FaultKind.Delay, ["429"] = FaultKind.TooManyRequests, ["503"] = FaultKind.Unavailable,
        ["drop-before"] = FaultKind.DropBefore, ["drop-after"] = FaultKind.DropAfter, ["lag"] = FaultKind.Lag,
        ["down"] = FaultKind.Down, ["create-lag"] = FaultKind.CreateLag, ["group-lag"] = FaultKind.GroupLag,
        ["rename-lag"] = FaultKind.RenameLag, ["mailbox-lag"] = FaultKind.MailboxLag, ["410"] = FaultKind.Resync,
    };

    private Fault()
    {
    }

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; private init; }

    /// <summary>A method such as <c>users.insert</c>, a family such as <c>users.*</c>, a token endpoint (<c>token</c>, <c>graph.token</c>), or null for every call.</summary>
    public string? Method { get; private init; }

    /// <summary>The share of the matching calls that are hit, 0 to 1; null where <see cref="Nth"/> says which.</summary>
    public double? Rate { get; private init; }

    /// <summary>The one matching call that is hit, counted from 1.</summary>
    public long? Nth { get; private init; }

    /// <summary>The time that belongs to the kind; null where none was given.</summary>
    public TimeSpan? Time { get; private init; }

    /// <summary>Reads a fault, or throws what <see cref="TryParse"/> says.</summary>
    /// <exception cref="FormatException">The text is not a fault; the message says why in Vietnamese and English.</exception>
    public static Fault Parse(string text) => TryParse(text, out var fault, out var problem) ? fault : throw new FormatException(problem);

    /// <summary>Reads a fault; where it is none, <paramref name="problem"/> says why in Vietnamese and English.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Fault? fault, [NotNullWhen(false)] out string? problem)
    {
        fault = null;
        problem = Read(text, ref fault) is { } why
            ? $"Lỗi giả lập sai «{text}»: {why.Vietnamese}. / Wrong fault \"{text}\": {why.English}."
            : null;
        return problem is null;
    }

    internal bool Matches(string method, bool isRead) => Kind switch
    {
        FaultKind.CreateLag => method is "users.insert" or "graph.users.create",
        FaultKind.GroupLag => method is "groups.insert" or "graph.groups.create" or "graph.education.classes.create",
        FaultKind.RenameLag => method is "users.patch" or "users.update",
        FaultKind.MailboxLag => method is "graph.users.assignLicense",
        FaultKind.Resync => method.EndsWith(".delta", StringComparison.Ordinal),
        FaultKind.Lag => isRead && IsNamed(method),
        _ => IsNamed(method),
    };

    private bool IsNamed(string name) => Method is null || Method == name
        || (Method.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(Method[..^1], StringComparison.Ordinal));

    private static (string Vietnamese, string English)? Read(string text, ref Fault? fault)
    {
        var equals = text.IndexOf('=');
        if (equals < 0)
            return ("phải có dạng loại[@phương thức]=tỉ lệ|#n[,ms]", "it must read kind[@method]=rate|#n[,ms]");
        var (head, tail) = (text[..equals].Split('@', 2), text[(equals + 1)..].Split(',', 2));
        if (!Kinds.TryGetValue(head[0], out var kind))
            return ($"loại phải là một trong {string.Join(", ", Kinds.Keys)}", $"the kind must be one of {string.Join(", ", Kinds.Keys)}");
        var made = new Fault { Kind = kind, Method = head.Length == 2 ? head[1] : null };
        if (tail[0].StartsWith('#'))
        {
            if (!long.TryParse(tail[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var nth) || nth == 0)
                return ("sau # phải là số nguyên từ 1", "a whole number from 1 must follow #");
            made = made with { Nth = nth };
        }
        else
        {
            if (!double.TryParse(tail[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
                || rate is not (>= 0 and <= 1))
                return ("tỉ lệ phải từ 0 đến 1, hoặc là #n", "the rate must be from 0 to 1, or #n");
            made = made with { Rate = rate };
        }
        if (tail.Length == 2)
        {
            if (!int.TryParse(tail[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ms) || ms == 0)
                return ("thời gian phải là số mili giây từ 1", "the time must be a whole number of milliseconds from 1");
            made = made with { Time = TimeSpan.FromMilliseconds(ms) };
        }
        fault = made;
        return made.CheckMethod() ?? made.CheckTime();
    }

    private (string, string)? CheckMethod()
    {
        if (Method is null)
            return null;
        if (Kind is FaultKind.CreateLag or FaultKind.GroupLag or FaultKind.RenameLag or FaultKind.MailboxLag or FaultKind.Resync)
            return ("loại này đã gắn với một phương thức, không nhận @", "this kind has its own method and takes no @");
        if (Method is "token" or "graph.token")
            return Kind == FaultKind.Lag ? ("lag chỉ dành cho phương thức đọc", "lag is for reading methods only") : null;
        var named = Routes.All.Select(method => (method.Name, method.IsRead))
            .Concat(GraphRoutes.All.Select(method => (method.Name, method.IsRead)))
            .Where(method => IsNamed(method.Name)).ToArray();
        if (named.Length == 0)
            return (
                $"không có phương thức «{Method}» (ví dụ users.insert, users.*, token, graph.users.create)",
                $"there is no method \"{Method}\" (try users.insert, users.*, token, graph.users.create)");
        return Kind == FaultKind.Lag && !Array.Exists(named, method => method.IsRead)
            ? ("lag chỉ dành cho phương thức đọc", "lag is for reading methods only")
            : null;
    }

    private (string, string)? CheckTime() => Kind switch
    {
        FaultKind.Delay or FaultKind.Lag or FaultKind.CreateLag or FaultKind.GroupLag or FaultKind.RenameLag or FaultKind.MailboxLag when Time is null =>
            ("loại này cần thời gian, ví dụ =1,200", "this kind needs a time, as in =1,200"),
        FaultKind.DropBefore or FaultKind.DropAfter or FaultKind.Unavailable or FaultKind.Resync when Time is not null =>
            ("loại này không nhận thời gian", "this kind takes no time"),
        _ => null,
    };
}
