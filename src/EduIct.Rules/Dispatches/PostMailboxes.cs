using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Units;

namespace EduIct.Dispatches;

/// <summary>
/// The mailbox of one post at every unit whose mailboxes directives give a pattern to: <c>Vanphong.TenSo@moet.edu.vn</c> (letter 9772/BGDĐT-CNTT of 2008, section I.4) is
/// <c>Vanphong.BenTre@moet.edu.vn</c> at Sở Bến Tre. Where packs differ, the later directive's pattern holds.
/// </summary>
public sealed class PostMailboxes
{
    private const string NamePlace = ".TenSo@";

    private readonly ImmutableArray<Mailbox> _patterns;

    private PostMailboxes(string post, ImmutableArray<Mailbox> patterns) => (Post, _patterns) = (post, patterns);

    /// <summary>The post, as the pattern spells it.</summary>
    public string Post { get; }

    /// <summary>The posts that some pattern of a library names, such as <c>Giamdoc</c> and <c>Vanphong</c>.</summary>
    public static ImmutableArray<string> PostsOf(DirectiveLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return [.. Patterns(library).Select(PostOf).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The mailboxes of a post; null where no pattern names it.</summary>
    /// <param name="library">The directives.</param>
    /// <param name="post">The post, without regard to case.</param>
    public static PostMailboxes? Of(DirectiveLibrary library, string post)
    {
        ArgumentNullException.ThrowIfNull(library);
        ImmutableArray<Mailbox> patterns = [.. Patterns(library).Where(mailbox => PostOf(mailbox).Equals(post, StringComparison.OrdinalIgnoreCase))];
        return patterns.IsEmpty ? null : new PostMailboxes(PostOf(patterns[0]), patterns);
    }

    /// <summary>The mailbox at a unit; null where no pattern is for units of its kind.</summary>
    public EmailAddress? Find(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        foreach (Mailbox mailbox in _patterns)
        {
            if (mailbox.Provision.Binds.Covers(unit.Kind) && EmailAddress.TryParse(mailbox.Pattern!.Replace(NamePlace, $".{unit.Slug}@", StringComparison.Ordinal), out EmailAddress address))
            {
                return address;
            }
        }

        return null;
    }

    private static IEnumerable<Mailbox> Patterns(DirectiveLibrary library) =>
        library.Directives.OrderByDescending(directive => directive.Header.Date).SelectMany(directive => directive.EntriesOf<Mailbox>())
            .Where(mailbox => mailbox.Pattern?.IndexOf(NamePlace, StringComparison.Ordinal) > 0);

    private static string PostOf(Mailbox mailbox) => mailbox.Pattern![..mailbox.Pattern!.IndexOf(NamePlace, StringComparison.Ordinal)];
}
