using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Directives;

/// <summary>Reads the entries of a pack.</summary>
internal sealed class EntryReader(string? prefix)
{
    public static readonly string[] CommonProperties =
        ["id", "kind", "clause", "words", "binds", "strength", "title", "from", "until", "note", "slip", "draft", "refines"];

    public static readonly string[] BindingProperties = ["units", "when", "who"];
    public static readonly string[] NeedProperties = ["fact", "atLeast"];
    public static readonly string[] ColumnProperties = ["title", "fact", "facts", "items", "inWords", "otherItems", "shows", "columns"];
    public static readonly string[] DueProperties =
        ["day", "inclusive", "months", "fromMonth", "untilMonth", "years", "season", "of", "every", "times", "open"];

    /// <summary>What an entry of a kind may have beyond the common properties.</summary>
    public static readonly FrozenDictionary<EntryKind, string[]> OwnProperties = new Dictionary<EntryKind, string[]>
    {
        [EntryKind.Requirement] = ["test", "need", "say"],
        [EntryKind.Target] = ["over", "test", "part", "whole", "share", "comparison", "by"],
        [EntryKind.Deadline] = ["due", "to", "report", "done"],
        [EntryKind.Mailbox] = ["pattern", "address", "post"],
        [EntryKind.Domain] = ["pattern", "use"],
        [EntryKind.Service] = ["addresses", "offers"],
        [EntryKind.Form] = ["code", "for", "heading", "reporter", "signer", "columns", "rows"],
        [EntryKind.Criterion] = ["counts"],
        [EntryKind.Document] = ["number", "date", "issuer", "about"],
        [EntryKind.Post] = ["qualification"],
        [EntryKind.Unit] = ["contact"],
        [EntryKind.Statement] = [],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<EntryKind, string[]> s_properties =
        OwnProperties.ToFrozenDictionary(own => own.Key, own => (string[])[.. CommonProperties, .. own.Value]);

    private static readonly Binding s_nobody = new(ImmutableArray<UnitKind>.Empty);

    /// <summary>Null where a part is missing that no entry can do without; told.</summary>
    public (DirectiveEntry Entry, PackNode Node)? Read(PackNode node)
    {
        if (!node.IsObject() || node.Of<EntryKind>("kind", required: true) is not { } kind)
        {
            return null;
        }

        node.Only(s_properties[kind]);
        string? id = Id(node);
        string? clause = node.Text("clause", required: true);
        string? words = Words(node);
        Binding? binds = Binding(node, "binds");
        Strength? strength = node.Of<Strength>("strength", required: true);
        LocalizedText? title = node.Localized("title", required: true);
        var provision = new Provision(id ?? "", clause ?? "", words ?? "", binds ?? s_nobody, strength ?? default, title ?? default)
        {
            During = PackReader.Span(node),
            Note = node.Localized("note"),
            IsSlip = node.Flag("slip"),
            IsDraft = node.Flag("draft"),
            Refines = node.Text("refines"),
        };
        DirectiveEntry? entry = Own(kind, node, provision);
        return id is null || clause is null || words is null || binds is null || strength is null || title is null || entry is null ? null : (entry, node);
    }

    private string? Id(PackNode node)
    {
        if (node.Text("id", required: true) is not { } id)
        {
            return null;
        }

        if (prefix is null || (id.StartsWith(prefix + ".", StringComparison.Ordinal) && id.Length is <= 120 && id.Length > prefix.Length + 1
            && id[(prefix.Length + 1)..].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
        {
            return id;
        }

        node.Find("id")!.Value.Fault("id", $"'{id}' không có dạng {prefix}.ten-ngan.", $"'{id}' is not of the form {prefix}.short-name.");
        return null;
    }

    private static string? Words(PackNode node)
    {
        if (node.Text("words", required: true) is not { } words)
        {
            return null;
        }

        int count = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (count is < 4 or > 12)
        {
            node.Find("words")!.Value.Fault("words", $"Cần 4 đến 12 từ nguyên văn, ở đây có {count}.", $"4 to 12 words of the original are needed; here are {count}.");
        }

        return words;
    }

    private static Binding? Binding(PackNode node, string name)
    {
        if (node.Find(name, required: true) is not { } binding || !binding.IsObject())
        {
            return null;
        }

        binding.Only(BindingProperties);
        return new Binding(binding.Kinds("units", required: true)) { When = binding.Find("when")?.Expression(), Who = binding.Localized("who") };
    }

    private static DirectiveEntry? Own(EntryKind kind, PackNode node, Provision provision) => kind switch
    {
        EntryKind.Requirement => Requirement(node, provision),
        EntryKind.Target => Target(node, provision),
        EntryKind.Deadline => node.Find("due", required: true) is { } due && Due(due) is { } when
            ? new Deadline(provision) { Due = when, To = node.Localized("to"), IsReport = node.Flag("report"), Done = node.Find("done")?.Expression() }
            : null,
        EntryKind.Mailbox => Mailbox(node, provision),
        EntryKind.Domain => node.Text("pattern", required: true) is { } pattern ? new MailDomain(provision) { Pattern = pattern, Use = node.Localized("use") } : null,
        EntryKind.Service => new OnlineService(provision) { Addresses = node.Texts("addresses", required: true), Offers = node.Localized("offers") },
        EntryKind.Form => node.Text("code", required: true) is { } code
            ? new ReportForm(provision)
            {
                Code = code,
                For = node.Kinds("for"),
                Heading = node.Text("heading"),
                Reporter = node.Text("reporter"),
                Signer = node.Text("signer"),
                Columns = Columns(node, required: true),
                Rows = node.Texts("rows"),
            }
            : null,
        EntryKind.Criterion => new AwardCriterion(provision) { Counts = node.Texts("counts", required: true) },
        EntryKind.Document => new CitedDocument(provision)
        {
            Number = node.Text("number"),
            Date = node.Date("date"),
            Issuer = node.Localized("issuer"),
            About = node.Localized("about"),
        },
        EntryKind.Post => new ResponsiblePost(provision) { Qualification = node.Localized("qualification") },
        EntryKind.Unit => new ResponsibleUnit(provision) { Contact = node.Localized("contact") },
        _ => new Statement(provision),
    };

    private static Requirement? Requirement(PackNode node, Provision provision)
    {
        ImmutableArray<Need>.Builder needs = ImmutableArray.CreateBuilder<Need>();
        foreach (PackNode need in node.Items("need"))
        {
            if (!need.IsObject())
            {
                continue;
            }

            need.Only(NeedProperties);
            if (need.Text("fact", required: true) is { } fact && need.Find("atLeast", required: true)?.Expression() is { } atLeast)
            {
                needs.Add(new Need(fact, atLeast));
            }
        }

        return node.Find("test", required: true)?.Expression() is { } test
            ? new Requirement(provision) { Test = test, Needs = needs.DrainToImmutable(), Say = node.Localized("say") }
            : null;
    }

    private static PopulationTarget? Target(PackNode node, Provision provision)
    {
        Binding? over = Binding(node, "over");
        double? share = node.Number("share", required: true);
        if (share is <= 0 or > 100)
        {
            node.Find("share")!.Value.Fault("share", "Tỉ lệ phải trên 0 và không quá 100.", "A share is above 0 and at most 100.");
        }

        Comparison? comparison = node.Of<Comparison>("comparison", required: true);
        if (comparison == Comparison.Over && share >= 100)
        {
            node.Find("share")!.Value.Fault("share", "Không thể trên 100 %.", "There is no more than 100 %.");
        }

        if (node.Has("test") ? node.Has("part") || node.Has("whole") : !(node.Has("part") && node.Has("whole")))
        {
            node.Fault("target", "Cần test, hoặc part và whole.", "It needs test, or part and whole.");
            return null;
        }

        return over is null || share is null || comparison is null
            ? null
            : new PopulationTarget(provision)
            {
                Over = over,
                Share = share.Value,
                IsStrict = comparison == Comparison.Over,
                Test = node.Find("test")?.Expression(),
                Part = node.Find("part")?.Expression(),
                Whole = node.Find("whole")?.Expression(),
                By = node.Find("by") is { } by ? Due(by) : null,
            };
    }

    private static Mailbox? Mailbox(PackNode node, Provision provision)
    {
        if (node.Has("pattern") == node.Has("address"))
        {
            node.Fault("mailbox", "Cần pattern hoặc address.", "It needs either pattern or address.");
            return null;
        }

        return new Mailbox(provision) { Pattern = node.Text("pattern"), Address = node.Text("address"), Post = node.Localized("post") };
    }

    // The depth of the JSON bounds that of the columns.
    private static ImmutableArray<FormColumn> Columns(PackNode node, bool required)
    {
        ImmutableArray<FormColumn>.Builder columns = ImmutableArray.CreateBuilder<FormColumn>();
        foreach (PackNode column in node.Items("columns", required))
        {
            if (!column.IsObject())
            {
                continue;
            }

            column.Only(ColumnProperties);
            if (column.Localized("title", required: true) is { } title)
            {
                var read = new FormColumn(title)
                {
                    Fact = column.Text("fact"),
                    Facts = column.Texts("facts"),
                    Items = column.Texts("items"),
                    IsInWords = column.Flag("inWords"),
                    TakesOtherItems = column.Flag("otherItems"),
                    Shows = column.Of<FormRowPart>("shows"),
                    Columns = Columns(column, required: false),
                };
                CheckColumn(column, read);
                columns.Add(read);
            }
        }

        return columns.DrainToImmutable();
    }

    // A column says one thing, a group of columns nothing of its own.
    private static void CheckColumn(PackNode node, FormColumn column)
    {
        bool tellsItems = column.Items.Length > 0 || column.TakesOtherItems;
        int says = (column.Fact is null ? 0 : 1) + (column.Facts.IsEmpty ? 0 : 1) + (tellsItems ? 1 : 0) + (column.Shows is null ? 0 : 1);
        if (says > 1 || (says > 0 && column.Columns.Length > 0) || (column.IsInWords && column.Items.IsEmpty))
        {
            node.Fault(
                "column",
                "Một cột chỉ có một trong fact, facts, items/otherItems, shows; nhóm cột không có gì trong số đó; inWords đi với items.",
                "A column has one of fact, facts, items/otherItems and shows; a group of columns none of them; inWords goes with items.");
        }
    }

    private static Due? Due(PackNode node)
    {
        if (!node.IsObject())
        {
            return null;
        }

        node.Only(DueProperties);
        YearMonth? from = node.Find("fromMonth")?.Parse(IsoText.Month, "2015-06");
        YearMonth? until = node.Find("untilMonth")?.Parse(IsoText.Month, "2015-08");
        if (node.Has("fromMonth") != node.Has("untilMonth") || until < from)
        {
            node.Fault("due", "fromMonth và untilMonth đi với nhau, theo thứ tự.", "fromMonth and untilMonth go together, in order.");
        }

        if (node.Has("day") != node.Has("inclusive"))
        {
            node.Fault("due", "day và inclusive đi với nhau.", "day and inclusive go together.");
        }

        string? of = node.Text("of");
        if (of is not null && !SchoolYear.TryParse(of, out _) && !(of.Length == 4 && of.All(char.IsAsciiDigit)))
        {
            node.Find("of")!.Value.Fault("form", $"'{of}' không có dạng 2009 hoặc 2009-2010.", $"'{of}' is not of the form 2009 or 2009-2010.");
        }

        var due = new Due
        {
            Day = node.Date("day"),
            IncludesDay = node.Flag("inclusive"),
            Months = [.. node.Items("months").Select(month => month.Parse(IsoText.Month, "2009-01")).OfType<YearMonth>()],
            MonthRange = from is { } first && until is { } last ? (first, last) : null,
            Years = [.. node.Items("years").Select(year => year.Whole(1945, 9998)).OfType<int>()],
            Season = node.Of<Season>("season"),
            SeasonOf = of,
            Every = node.Of<Recurrence>("every"),
            Times = [.. node.Items("times").Select(time => time.Parse(IsoText.Time, "09:00")).OfType<LocalTime>()],
        };
        if (due.IsOpen != node.Flag("open"))
        {
            node.Fault("due", "Cần một thời điểm, hoặc open: true nếu văn bản không nêu.", "A time is needed, or open: true where the text gives none.");
        }

        return due;
    }

    private enum Comparison
    {
        AtLeast,
        Over,
    }
}
