using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Posts;

/// <summary>Which posts of a catalogue the assignments are about, and every fault of them.</summary>
internal sealed class HeldPosts
{
    private readonly PostRoster _roster;
    private readonly ILookup<UnitCode, Post> _posts;
    private readonly ILookup<string, UnitCode> _codes;
    private readonly ILookup<string, Unit> _departments;
    private readonly Dictionary<PersonKey, List<PostAssignment>> _held = [];
    private readonly ImmutableArray<Issue>.Builder _issues = ImmutableArray.CreateBuilder<Issue>();

    private HeldPosts(PostRoster roster, PostCatalogue catalogue)
    {
        _roster = roster;
        _posts = catalogue.Posts.ToLookup(post => post.Unit.Code);
        UnitCode[] codes = [.. roster.Units.Units.Select(unit => unit.Code).Distinct()];
        _codes = codes.SelectMany(code => new[] { (Text: code.Value, code), (Text: code.ToString(), code) }).ToLookup(pair => pair.Text, pair => pair.code, StringComparer.Ordinal);
        _departments = roster.Units.Units.Where(unit => unit.Kind == UnitKind.Department).ToLookup(unit => unit.Slug, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Every fault: an unknown unit (<c>post.unknown-unit</c>), a name that several have (<c>post.ambiguous-unit</c>), a post that the unit does not have
    /// (<c>post.unknown-post</c>), the same holder twice at a time (<c>post.overlap</c>).
    /// </summary>
    public ImmutableArray<Issue> Issues => _issues.ToImmutable();

    public static HeldPosts Of(PostRoster roster, PostCatalogue catalogue)
    {
        var held = new HeldPosts(roster, catalogue);
        foreach (PostAssignment assignment in roster.Assignments)
        {
            held.Add(assignment);
        }

        return held;
    }

    /// <summary>All that is said of a post, for whatever days; empty: nothing.</summary>
    public IReadOnlyList<PostAssignment> Of(PersonKey post) => _held.TryGetValue(post, out List<PostAssignment>? said) ? said : [];

    /// <summary>Who holds a post on the day.</summary>
    public IEnumerable<PostAssignment> OnTheDay(PersonKey post) => Of(post).Where(assignment => assignment.During.Contains(_roster.Date));

    /// <summary>Who holds a post on the day, as a digest; null where nothing is said of it.</summary>
    public HoldersDigest? DigestOf(PersonKey post) => Of(post).Count > 0 ? HoldersDigest.Of(post, OnTheDay(post).Select(assignment => assignment.Holder)) : null;

    private void Add(PostAssignment assignment)
    {
        if (Find(assignment) is not { } code)
        {
            return;
        }

        // Of a unit that is no longer, or outside the scope, the file may well speak; there is nothing to do.
        if (!_posts.Contains(code))
        {
            return;
        }

        string asked = Fold(assignment.Post);
        PersonKey[] keys = [.. _posts[code].Where(post => IsNamed(post, assignment.Post, asked)).Select(post => post.Key).Distinct()];
        if (keys.Length == 0)
        {
            string known = string.Join(", ", _posts[code].Select(post => post.Name).Distinct());
            Fault("unknown-post", assignment.PostPlace ?? assignment.Source, $"Đơn vị '{assignment.Unit}' không có chức danh '{assignment.Post}'; có: {known}.", $"The unit '{assignment.Unit}' has no post '{assignment.Post}'; it has: {known}.");
        }

        foreach (PersonKey key in keys)
        {
            if (!_held.TryGetValue(key, out List<PostAssignment>? said))
            {
                _held[key] = said = [];
            }

            if (said.FirstOrDefault(other => other.Holder == assignment.Holder && other.During.Overlaps(assignment.During)) is { } twice)
            {
                Fault("overlap", assignment.Source, $"Người này đã giữ chức danh trong thời gian đó ({twice.Source}).", $"The same holder holds the post at that time already ({twice.Source}).");
            }

            said.Add(assignment);
        }
    }

    // By its code, else a Sở by its TenSo; a TenSo may have been another's before, so the day decides.
    private UnitCode? Find(PostAssignment assignment)
    {
        UnitCode[] found = [.. _codes[assignment.Unit]];
        if (found.Length == 0)
        {
            Unit[] named = [.. _departments[assignment.Unit]];
            Unit[] today = [.. named.Where(unit => unit.Existed.Contains(_roster.Date))];
            found = [.. (today.Length > 0 ? today : named.TakeLast(1)).Select(unit => unit.Code).Distinct()];
        }

        if (found is [var code])
        {
            return code;
        }

        SourcePlace place = assignment.UnitPlace ?? assignment.Source;
        if (found.Length == 0)
        {
            Fault("unknown-unit", place, $"Không có đơn vị '{assignment.Unit}'.", $"There is no unit '{assignment.Unit}'.");
        }
        else
        {
            string all = string.Join(", ", found);
            Fault("ambiguous-unit", place, $"'{assignment.Unit}' có thể là {all}: hãy ghi cả hệ thống mã.", $"'{assignment.Unit}' may be {all}: write the system of the code too.");
        }

        return null;
    }

    private static bool IsNamed(Post post, string text, string asked) =>
        post.NamedBy.Any(authority => authority.Entry == text) || (asked.Length > 0 && (Fold(post.Name) == asked || Fold(post.Title.Vi) == asked || Fold(post.Title.En) == asked));

    private static string Fold(string text) =>
        VietnameseText.TryToAscii(text, out string ascii, out _) ? string.Concat(ascii.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant() : "";

    private void Fault(string code, SourcePlace place, string vi, string en) => _issues.Add(new Issue("post." + code, place, new LocalizedText(vi, en)));
}
