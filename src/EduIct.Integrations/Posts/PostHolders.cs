using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Rosters;

namespace EduIct.Posts;

/// <summary>Who holds which post when, as a file or a vendor's own objects say it.</summary>
/// <param name="Assignments">In the order of the input, without those of faulty rows.</param>
/// <param name="Issues">Every fault, with its place: what units and posts there are is not known here, <see cref="PostPlanner.Check"/> looks at that.</param>
public sealed record PostHolders(ImmutableArray<PostAssignment> Assignments, ImmutableArray<Issue> Issues)
{
    /// <summary>Largest file that is read, in bytes: 64 MiB.</summary>
    public const long MaxBytes = 64L << 20;

    private const int MostIssues = 1000;

    /// <summary>
    /// Reads a CSV (RFC 4180; UTF-8; comma, semicolon or tab). The header is in the first 20 lines and has a unit's code (<c>unit</c>, <c>Mã đơn vị</c>), a post
    /// (<c>post</c>, <c>Chức danh</c>), who holds it (<c>holder</c>, <c>Người giữ</c>: <c>system:value</c> or an address; also <c>person</c> and <c>email</c>, one of
    /// them in each row), and perhaps the first and last day (<c>from</c>, <c>until</c>, <c>Từ ngày</c>, <c>Đến ngày</c>). Other columns are passed over.
    /// </summary>
    /// <param name="path">The file. One that cannot be read is a fault like any other.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<PostHolders> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var issues = new IssueCollector(path, MostIssues);
        var file = new RosterFile(Path.GetFileName(path), path, () => new BoundedStream(File.OpenRead(path), MaxBytes));
        ImmutableArray<PostAssignment> assignments = [];
        try
        {
            if (await file.InspectAsync(issues, cancellationToken).ConfigureAwait(false) is not null)
            {
                assignments = PostHolderCsv.Read(file, issues, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            issues.Add("post.unreadable", new SourcePlace(path), $"Không đọc được: {exception.Message}", $"Cannot be read: {exception.Message}");
        }

        return new PostHolders(assignments, [.. issues.ToImmutable().Select(issue => issue with { Code = issue.Code.Replace("roster.", "post.", StringComparison.Ordinal) })]);
    }

    /// <summary>Collects a vendor's own assignments.</summary>
    /// <param name="assignments">The assignments, in any order; the place of those without one is <c>holders:N</c>, from 1.</param>
    /// <param name="cancellationToken">Stops collecting.</param>
    public static async Task<PostHolders> CollectAsync(IAsyncEnumerable<PostAssignment> assignments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        var collected = ImmutableArray.CreateBuilder<PostAssignment>();
        await foreach (PostAssignment assignment in assignments.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            collected.Add(assignment.Source == default ? assignment with { Source = new SourcePlace("holders", collected.Count + 1) } : assignment);
        }

        return new PostHolders(collected.ToImmutable(), []);
    }
}
