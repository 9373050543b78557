using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Calendars;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Directives;

/// <summary>Reads a pack: its shape, and what can be said of it without other packs and without the language of its expressions.</summary>
internal static class PackReader
{
    public static readonly string[] Properties =
        ["$schema", "id", "prefix", "header", "jurisdiction", "from", "until", "clauses", "entries", "facts", "items"];

    public static readonly string[] HeaderProperties =
        ["number", "date", "place", "issuer", "subject", "schoolYear", "status", "addressees", "signer", "note"];

    public static readonly string[] ClauseProperties = ["path", "words", "none"];

    private const int LargestPack = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a pack. The pack is null, or must not be used, where faults were added.</summary>
    public static ReadPack? Read(PackFile file, PackFaults faults)
    {
        if (file.Json.Length > LargestPack)
        {
            faults.Add("too-large", "", $"Gói lớn hơn {LargestPack >> 20} MB.", $"The pack is larger than {LargestPack >> 20} MB.");
            return null;
        }

        try
        {
            ReadOnlyMemory<byte> utf8 = file.Json.Span.StartsWith(ByteOrderMark) ? file.Json[3..] : file.Json;
            JsonElement json = JsonElement.Parse(utf8.Span, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            return Read(new PackNode(json, "", faults), faults);
        }
        catch (JsonException exception)
        {
            faults.Add(
                "json",
                exception.Path ?? "",
                $"Không phải JSON đúng (dòng {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): {exception.Message}",
                $"No valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): {exception.Message}");
            return null;
        }
        catch (InvalidOperationException exception)
        {
            // A text that is no UTF-16, as a lone surrogate written with \u.
            faults.Add("json", "", $"Chuỗi không phải Unicode: {exception.Message}", $"A text that is no Unicode: {exception.Message}");
            return null;
        }
    }

    private static ReadPack? Read(PackNode root, PackFaults faults)
    {
        if (!root.IsObject())
        {
            return null;
        }

        root.Only(Properties);
        string? id = Ascii(root, "id", 60);
        string? prefix = Ascii(root, "prefix", 30);
        DirectiveHeader? header = root.Find("header", required: true) is { } head && head.IsObject() ? Header(head) : null;
        string? jurisdiction = root.Text("jurisdiction");
        if (jurisdiction is not null && !Provinces.All.Any(province => province.Slug == jurisdiction))
        {
            root.Find("jurisdiction")!.Value.Fault(
                "jurisdiction", $"'{jurisdiction}' không phải TenSo của một Sở (ví dụ HaNoi).", $"'{jurisdiction}' is the TenSo of no Sở (as HaNoi is).");
        }

        ImmutableArray<(Clause Clause, PackNode Node)> clauses = [.. Clauses(root)];
        var reader = new EntryReader(prefix);
        ImmutableArray<(DirectiveEntry Entry, PackNode Node)> entries = [.. root.Items("entries", required: true).Select(reader.Read).OfType<(DirectiveEntry, PackNode)>()];
        var facts = DefinitionReader.Facts(root);
        var items = DefinitionReader.Items(root);
        CheckReading(clauses, entries);
        foreach ((DirectiveEntry entry, PackNode node) in entries.GroupBy(read => read.Entry.Id, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            node.Fault("duplicate-id", $"Mã '{entry.Id}' đã có.", $"The id '{entry.Id}' is taken.");
        }

        DateSpan during = Span(root, required: true);
        return id is null || header is null
            ? null
            : new ReadPack(
                new Directive(id, header)
                {
                    Jurisdiction = jurisdiction,
                    During = during,
                    Clauses = [.. clauses.Select(read => read.Clause)],
                    Entries = [.. entries.Select(read => read.Entry)],
                    Facts = [.. facts.Select(read => read.Fact)],
                    Items = [.. items.Select(read => read.Item)],
                },
                facts,
                items,
                entries,
                faults);
    }

    /// <summary>The days of <c>from</c> and <c>until</c>.</summary>
    public static DateSpan Span(PackNode node, bool required = false)
    {
        LocalDate? from = node.Date("from", required);
        LocalDate? until = node.Date("until");
        if (until < from)
        {
            node.Find("until")!.Value.Fault("span", "Kết thúc trước khi bắt đầu.", "It ends before it begins.");
            return DateSpan.Always;
        }

        return new DateSpan(from, until);
    }

    private static string? Ascii(PackNode root, string name, int longest)
    {
        if (root.Text(name, required: true) is not { } text)
        {
            return null;
        }

        if (text.Length <= longest && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && char.IsAsciiLetterOrDigit(text[0]))
        {
            return text;
        }

        root.Find(name)!.Value.Fault("id", $"'{text}' phải gồm chữ ASCII, số, dấu - và . (không quá {longest}).", $"'{text}' must be of ASCII letters, digits, - and . (at most {longest}).");
        return null;
    }

    private static DirectiveHeader? Header(PackNode node)
    {
        node.Only(HeaderProperties);
        string? year = node.Text("schoolYear");
        if (year is not null && !SchoolYear.TryParse(year, out _))
        {
            node.Find("schoolYear")!.Value.Fault("form", $"'{year}' không có dạng 2007-2008.", $"'{year}' is not of the form 2007-2008.");
        }

        bool isDraft = node.Of<HeaderStatus>("status") == HeaderStatus.Draft;
        return node.Text("number", required: true) is { } number && node.Date("date", required: true) is { } date
            && node.Localized("issuer", required: true) is { } issuer && node.Localized("subject", required: true) is { } subject
            ? new DirectiveHeader(number, date, issuer, subject)
            {
                Place = node.Text("place"),
                SchoolYear = year,
                IsDraft = isDraft,
                Addressees = node.Kinds("addressees"),
                Signer = node.Text("signer"),
                Note = node.Localized("note"),
            }
            : null;
    }

    private static IEnumerable<(Clause Clause, PackNode Node)> Clauses(PackNode root)
    {
        foreach (PackNode node in root.Items("clauses"))
        {
            if (!node.IsObject())
            {
                continue;
            }

            node.Only(ClauseProperties);
            if (node.Text("path", required: true) is { } path && node.Text("words", required: true) is { } words)
            {
                yield return (new Clause(path, words, node.Localized("none")), node);
            }
        }
    }

    /// <summary>Where a pack has a reading, nothing is left out of it: each clause has entries or a reason, and no entry cites what is not there.</summary>
    private static void CheckReading(ImmutableArray<(Clause Clause, PackNode Node)> clauses, ImmutableArray<(DirectiveEntry Entry, PackNode Node)> entries)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var cited = entries.Select(read => read.Entry.Clause).ToHashSet(StringComparer.Ordinal);
        foreach ((Clause clause, PackNode node) in clauses)
        {
            if (!known.Add(clause.Path))
            {
                node.Fault("duplicate-clause", $"Mục '{clause.Path}' đã có.", $"The clause '{clause.Path}' is there already.");
            }

            if (cited.Contains(clause.Path) == clause.WithoutEntry is not null)
            {
                node.Fault(
                    "reading",
                    $"Mục '{clause.Path}' phải có mục dữ liệu dẫn đến nó, hoặc lý do không có (none), không cả hai.",
                    $"The clause '{clause.Path}' needs entries that cite it, or the reason why it has none, not both.");
            }
        }

        foreach ((DirectiveEntry entry, PackNode node) in entries)
        {
            if (clauses.Length > 0 && !known.Contains(entry.Clause))
            {
                node.Fault("clause", $"Không có mục '{entry.Clause}' trong clauses.", $"There is no clause '{entry.Clause}' among the clauses.");
            }
        }
    }

    private enum HeaderStatus
    {
        Issued,
        Draft,
    }
}
