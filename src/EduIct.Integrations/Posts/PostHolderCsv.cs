using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.Rosters;
using EduIct.Units;
using NodaTime;

namespace EduIct.Posts;

/// <summary>Reads a file of holders, and tells every fault with line and column.</summary>
internal sealed class PostHolderCsv
{
    private const int HeaderWithin = 20;

    private readonly CsvTable _rows;
    private readonly Dictionary<PostHolderColumn, int> _columns;
    private readonly IssueCollector _issues;

    private PostHolderCsv(CsvTable rows, Dictionary<PostHolderColumn, int> columns, IssueCollector issues) => (_rows, _columns, _issues) = (rows, columns, issues);

    public static ImmutableArray<PostAssignment> Read(RosterFile file, IssueCollector issues, CancellationToken cancellationToken)
    {
        if (FindHeader(file) is not var (delimiter, line, width, columns))
        {
            issues.Add("post.no-header", new SourcePlace(file.Shown),
                $"Không thấy dòng tiêu đề có đơn vị, chức danh và người giữ trong {HeaderWithin} dòng đầu (ví dụ: Mã đơn vị,Chức danh,Người giữ,Từ ngày,Đến ngày).",
                $"No header with a unit, a post and a holder within the first {HeaderWithin} lines (e.g. unit,post,holder,from,until).");
            return [];
        }

        using var rows = new CsvTable(file, delimiter, issues, "post");
        var reader = new PostHolderCsv(rows, columns, issues);
        var assignments = ImmutableArray.CreateBuilder<PostAssignment>();
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Line == line)
            {
                rows.FixWidth(width);
            }
            else if (rows.Line > line && reader.Row() is { } assignment)
            {
                assignments.Add(assignment);
            }
        }

        return assignments.ToImmutable();
    }

    private static (string Delimiter, int Line, int Width, Dictionary<PostHolderColumn, int> Columns)? FindHeader(RosterFile file)
    {
        foreach (string delimiter in new[] { ",", ";", "\t" })
        {
            // A trial: what is wrong is told when the rows are read.
            using var rows = new CsvTable(file, delimiter, new IssueCollector(file.Shown, 1), "post");
            while (rows.Read() && rows.Line <= HeaderWithin)
            {
                var columns = new Dictionary<PostHolderColumn, int>();
                for (int index = 0; index < rows.Count; index++)
                {
                    if (PostHolderHeaders.Find(rows[index]) is { } column)
                    {
                        columns.TryAdd(column, index);
                    }
                }

                if (columns.ContainsKey(PostHolderColumn.Unit) && columns.ContainsKey(PostHolderColumn.Post)
                    && (columns.ContainsKey(PostHolderColumn.Holder) || columns.ContainsKey(PostHolderColumn.Person) || columns.ContainsKey(PostHolderColumn.Address)))
                {
                    return (delimiter, rows.Line, rows.Count, columns);
                }
            }
        }

        return null;
    }

    // Null for a row with a fault; all of them are told.
    private PostAssignment? Row()
    {
        string? unit = Needed(PostHolderColumn.Unit, "Thiếu mã đơn vị.", "The unit is blank.");
        string? post = Needed(PostHolderColumn.Post, "Thiếu chức danh.", "The post is blank.");
        PostHolder? holder = Holder();
        bool dated = Day(PostHolderColumn.From, out LocalDate? from) & Day(PostHolderColumn.Until, out LocalDate? until);
        if (until < from)
        {
            Fault(PostHolderColumn.Until, "span", "Ngày cuối trước ngày đầu.", "The last day is before the first.");
            return null;
        }

        return unit is null || post is null || holder is null || !dated
            ? null
            : new PostAssignment(unit, post, holder)
            {
                During = new DateSpan(from, until),
                Source = new SourcePlace(Place(PostHolderColumn.Unit).Source, _rows.Line),
                UnitPlace = Place(PostHolderColumn.Unit),
                PostPlace = Place(PostHolderColumn.Post),
            };
    }

    private PostHolder? Holder()
    {
        PostHolderColumn[] filled = [.. new[] { PostHolderColumn.Holder, PostHolderColumn.Person, PostHolderColumn.Address }.Where(column => Text(column).Length > 0)];
        if (filled.Length != 1)
        {
            PostHolderColumn at = filled.Length > 0 ? filled[^1] : new[] { PostHolderColumn.Holder, PostHolderColumn.Person, PostHolderColumn.Address }.First(_columns.ContainsKey);
            Fault(at, filled.Length > 1 ? "two-holders" : "blank",
                filled.Length > 1 ? "Mỗi dòng chỉ một người giữ: mã người hoặc địa chỉ." : "Thiếu người giữ: mã người (moet:8300000001) hoặc địa chỉ thư.",
                filled.Length > 1 ? "A row names one holder: a person's key or an address." : "The holder is blank: a person's key (moet:8300000001) or an address.");
            return null;
        }

        if (PostHolder.TryParse(Text(filled[0]), out PostHolder? holder))
        {
            return holder;
        }

        Fault(filled[0], "bad-holder",
            $"'{Text(filled[0])}' không phải mã người (hệ thống:mã, như moet:8300000001) và không phải địa chỉ thư.",
            $"'{Text(filled[0])}' is no person's key (system:value, as moet:8300000001) and no address.");
        return null;
    }

    private bool Day(PostHolderColumn column, out LocalDate? day)
    {
        string text = Text(column);
        bool good = VietnameseDate.TryParse(text, out LocalDate date);
        day = good ? date : null;
        if (good || text.Length == 0)
        {
            return true;
        }

        Fault(column, "bad-date", $"'{text}' không phải là ngày (05/09/2026 hoặc 2026-09-05).", $"'{text}' is not a date (05/09/2026 or 2026-09-05).");
        return false;
    }

    private string? Needed(PostHolderColumn column, string vi, string en)
    {
        if (Text(column) is { Length: > 0 } text)
        {
            return text;
        }

        Fault(column, "blank", vi, en);
        return null;
    }

    private string Text(PostHolderColumn column) => _columns.TryGetValue(column, out int index) ? _rows[index] : "";

    private SourcePlace Place(PostHolderColumn column) => _rows.Place(_columns.GetValueOrDefault(column, -1));

    private void Fault(PostHolderColumn column, string code, string vi, string en) => _issues.Add("post." + code, Place(column), vi, en);
}
