using System.Collections.Immutable;
using System.Globalization;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>Collects faults up to a number, and counts the rest.</summary>
internal sealed class IssueCollector(string source, int most)
{
    private readonly List<Issue> _issues = [];
    private int _leftOut;

    public bool IsEmpty => _issues.Count == 0;

    public void Add(string code, SourcePlace place, string vi, string en)
    {
        if (_issues.Count < most)
        {
            _issues.Add(new Issue(code, place, new LocalizedText(vi, en)));
        }
        else
        {
            _leftOut++;
        }
    }

    /// <summary>In the order of files and lines; files in the order in which they were first complained about.</summary>
    public ImmutableArray<Issue> ToImmutable()
    {
        List<string> files = [.. _issues.Select(issue => issue.Place.Source).Distinct()];
        ImmutableArray<Issue> sorted = [.. _issues.OrderBy(issue => files.IndexOf(issue.Place.Source)).ThenBy(issue => issue.Place.Line ?? 0).ThenBy(issue => issue.Place.Column ?? 0)];
        string number = _leftOut.ToString(CultureInfo.InvariantCulture);
        return _leftOut == 0 ? sorted : sorted.Add(new Issue("roster.more-faults", new SourcePlace(source), new LocalizedText(
            $"Còn {number} lỗi nữa không liệt kê.", $"{number} more faults are not listed.")));
    }

    /// <summary>The same for a file that is no roster: codes begin with its own area.</summary>
    public ImmutableArray<Issue> ToImmutable(string area) =>
        [.. ToImmutable().Select(issue => issue with { Code = issue.Code.Replace("roster.", area + ".", StringComparison.Ordinal) })];
}
