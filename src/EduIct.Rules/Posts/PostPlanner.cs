using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Planning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;

namespace EduIct.Posts;

/// <summary>
/// The difference between the mailboxes that posts should have and those that are, as a plan like that of people. Pure: the same request gives the same plan, in
/// whatever order things come; and the plan that follows an applied plan is empty.
/// <para>
/// An address that somebody else holds is left alone, and so is the mailbox of a post that no directive names any more. Nothing is ever suspended or deleted. An account whose
/// post others hold than when its password was last given is handed over; where the holders say nothing of the post, it is left with whoever has it.
/// </para>
/// </summary>
public sealed class PostPlanner
{
    /// <summary>What a post is in the organisation's roles; it decides which licence its account gets, and no roster has it.</summary>
    public static Role PostRole { get; } = Role.Of("post");

    /// <summary>Every fault of a roster of posts, those of its reader included; empty: it can be planned. Neither providers nor ledger are needed.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A service: vendors inject it where they plan.")]
    public ImmutableArray<Issue> Check(PostRoster roster, TenantPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(policy);
        PostCatalogue catalogue = PostCatalogue.Create(roster.Directives, roster.Units, roster.Date, policy);
        ImmutableArray<Issue> known = [.. roster.Issues, .. catalogue.Issues];

        // Who holds what cannot be said of posts that are not known.
        return catalogue.Issues.IsEmpty ? [.. known, .. HeldPosts.Of(roster, catalogue).Issues] : known;
    }

    /// <summary>Plans.</summary>
    /// <exception cref="ArgumentException">The policy keeps no posts, there is no snapshot of their provider, or the roster has faults (<see cref="Check"/>).</exception>
    public Plan Plan(PostPlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        PostPolicy policy = request.Policy.Posts ?? throw new ArgumentException("The policy keeps no posts.", nameof(request));
        ProviderSnapshot provider = request.Providers.FirstOrDefault(provider => provider.Id == policy.Provider)
            ?? throw new ArgumentException($"No snapshot of the provider '{policy.Provider}', which holds the posts.", nameof(request));
        if (Check(request.Roster, request.Policy) is { IsEmpty: false } faults)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(request));
        }

        PostCatalogue catalogue = PostCatalogue.Create(request.Roster.Directives, request.Roster.Units, request.Roster.Date, request.Policy, request.Ledger.Claims);
        HeldPosts held = HeldPosts.Of(request.Roster, catalogue);
        var marks = new PostMarks(request, policy);
        AddressBook book = AddressBook.Open(request.Ledger.Claims, marks.Held());
        var leftAlone = ImmutableArray.CreateBuilder<LeftAlone>();
        leftAlone.AddRange(catalogue.WithoutAddress.Select(post => new LeftAlone(post, LeftAloneReason.NoAddress)));
        DirectoryLimits everywhere = ProviderSnapshot.LimitsOf(request.Providers);
        var given = new List<Post>();

        // A group may stand at each address that directives name; an account has one, which is the one that it was given before.
        HashSet<(PersonKey, EmailAddress)> wanted = policy.Form == PostForm.Group
            ? [.. catalogue.Posts.Select(post => (post.Key, post.Address))]
            : [.. catalogue.Posts.GroupBy(post => post.Key).Select(same => (same.Key, same.MinBy(post => (!marks.IsClaimed(post), post.Address))!.Address))];
        foreach (Post post in catalogue.Posts)
        {
            if (!wanted.Contains((post.Key, post.Address)))
            {
                leftAlone.Add(new LeftAlone(post.Address.ToString(), LeftAloneReason.OtherAddress));
            }
            else if (request.Policy.Guards.Protected.Contains(post.Address))
            {
                leftAlone.Add(new LeftAlone(post.Address.ToString(), LeftAloneReason.Protected));
            }
            else if (book.AssignPost(post.Key, post.Address, policy.Provider, everywhere) is { } reason)
            {
                leftAlone.Add(new LeftAlone(post.Address.ToString(), reason));
            }
            else
            {
                given.Add(post);
            }
        }

        PlanContext context = Context(request, policy, given, held, provider.Limits, leftAlone.ToImmutable(), [.. catalogue.NewClaims, .. book.NewClaims]);
        int? members = null;
        if (policy.Form == PostForm.Account)
        {
            SeatPass.Run(context);
            AccountPass.Run(context);
            context.LeftAlone.AddRange(given.Where(post => !held.OnTheDay(post.Key).Any()).Select(post => new LeftAlone(post.Address.ToString(), LeftAloneReason.NoHolder)));
        }
        else
        {
            var groups = new PostGroupPass(context, provider, held, new MemberIndex(request.Providers, provider, request.Policy));
            given.ForEach(post => groups.Run(post, marks.GroupOf(post)));
            members = groups.Members;
        }

        foreach (string ended in marks.Ended(policy.Form, given, catalogue))
        {
            context.LeftAlone.Add(new LeftAlone(ended, LeftAloneReason.PostEnded));
        }

        return new Plan(
            Header(context, PostDigest.Of(catalogue, request.Roster.Assignments), members),
            context.Operations.ToImmutable(),
            [.. context.LeftAlone.Distinct().OrderBy(item => item.What, StringComparer.Ordinal).ThenBy(item => item.Reason).ThenBy(item => item.Group ?? default)]);
    }

    // The posts' accounts as people's, with posts' keys for people's: what holds for making, correcting and bringing back an account holds for theirs.
    private static PlanContext Context(
        PostPlanRequest request, PostPolicy policy, List<Post> posts, HeldPosts held, DirectoryLimits limits, ImmutableArray<LeftAlone> leftAlone, ImmutableArray<Claim> claims)
    {
        OrgUnitTemplate? template = policy.OrgUnit is { } text ? Template(text) : null;
        var desired = new DesiredState
        {
            Accounts = policy.Form == PostForm.Account ? [.. posts.Select(post => Account(post, policy.Provider, limits, template) with { Holders = held.DigestOf(post.Key) })] : [],
            Groups = [],
            Schools = ImmutableDictionary<UnitCode, string>.Empty,
            Present = FrozenSet<PersonKey>.Empty,
            Spoken = FrozenSet<(UnitCode, Role)>.Empty,
            LeftAlone = leftAlone,
            OutOfScope = 0,
            Claims = claims,
        };
        var plain = new PlanRequest
        {
            Policy = request.Policy with { PersonKeys = [PostKey.System] },
            Roster = new Roster { People = [], Date = request.Roster.Date, Digest = "" },
            Providers = request.Providers,
            Ledger = request.Ledger,
            Now = request.Now,
        };
        return new PlanContext(plain, desired, new UnitMatch([], ImmutableDictionary<UnitCode, Unit>.Empty, request.Roster.Date));
    }

    // In Vietnamese order both names together are what the post's group would be called.
    private static DesiredAccount Account(Post post, string provider, DirectoryLimits limits, OrgUnitTemplate? template) =>
        new(post.Key, provider, post.Address, Cut(post.Unit.Name, limits.GivenName), $"{Cut(post.Title.Vi, limits.FamilyName - 2)} –", new Placement(post.Unit.Code, post.Unit.Name, PostRole))
        {
            OrgUnit = template?.Render(post.Slug, null, null),
        };

    private static PlanHeader Header(PlanContext context, string digest, int? members)
    {
        int managed = context.Wanted.Keys.Count(wanted => context.Accounts[wanted.Provider].Living(wanted.Key) is { Suspended: false });
        return new PlanHeader
        {
            Tenant = context.Policy.Tenant,
            Ledger = context.Request.Ledger.Id,
            RosterDigest = digest,
            RosterDate = context.Request.Roster.Date,
            BookVersion = context.Request.Ledger.Claims.Length,
            Created = context.Request.Now,
            Managed = managed,
            Seats = context.Seats.ToImmutable(),
            PostMembers = members ?? managed,
            Claims = context.Desired.Claims,
        };
    }

    private static OrgUnitTemplate Template(string text) =>
        OrgUnitTemplate.TryParse(text, out OrgUnitTemplate? template, out ImmutableArray<Issue> faults)
            ? template
            : throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(text));

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest].TrimEnd();
}
