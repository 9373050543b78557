using System.Collections.Immutable;
using EduIct.People;
using EduIct.Posts;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;

namespace EduIct.Planning;

/// <summary>What the passes of one planning share: they read the same state and write into the same list.</summary>
internal sealed class PlanContext
{
    public PlanContext(PlanRequest request, DesiredState desired, UnitMatch scope)
    {
        Request = request;
        Desired = desired;
        Scope = scope;
        Operations = new OperationList(request.Providers);
        Accounts = request.Providers.ToDictionary(
            provider => provider.Id,
            provider => new AccountIndex(provider, request.Policy.PersonKeys, request.Policy.Guards),
            StringComparer.Ordinal);
        Education = request.Providers.Where(provider => provider.Education is not null)
            .ToDictionary(provider => provider.Id, provider => new EducationIndex(provider.Education!), StringComparer.Ordinal);
        BarredByUs = request.Ledger.Suspensions
            .GroupBy(suspension => (suspension.Provider, suspension.Person))
            .ToDictionary(group => group.Key, group => group.Max(suspension => suspension.At));
        Holders = request.Ledger.Holders.ToDictionary(noted => (noted.Provider, noted.Post), noted => noted.Holders);
        Wanted = desired.Accounts.ToDictionary(account => (account.Provider, account.Key));
        LeftAlone.AddRange(desired.LeftAlone);
    }

    public PlanRequest Request { get; }

    public TenantPolicy Policy => Request.Policy;

    public DesiredState Desired { get; }

    public UnitMatch Scope { get; }

    public OperationList Operations { get; }

    public IReadOnlyDictionary<string, AccountIndex> Accounts { get; }

    /// <summary>What providers hold of education resources, where they are to.</summary>
    public IReadOnlyDictionary<string, EducationIndex> Education { get; }

    /// <summary>The desired accounts by provider and key.</summary>
    public IReadOnlyDictionary<(string Provider, PersonKey Key), DesiredAccount> Wanted { get; }

    /// <summary>Accounts that we barred and have not opened again, and since when.</summary>
    public IReadOnlyDictionary<(string Provider, PersonKey Key), Instant> BarredByUs { get; }

    /// <summary>Who held the posts that are accounts when their passwords were last given.</summary>
    public IReadOnlyDictionary<(string Provider, PersonKey Post), HoldersDigest> Holders { get; }

    public ImmutableArray<LeftAlone>.Builder LeftAlone { get; } = ImmutableArray.CreateBuilder<LeftAlone>();

    /// <summary>The operation after which an account can be named by its desired address.</summary>
    public Dictionary<(string Provider, PersonKey Key), int> ReadyAfter { get; } = [];

    /// <summary>The operation after which a school is there.</summary>
    public Dictionary<(string Provider, UnitCode Unit), int> SchoolAfter { get; } = [];

    /// <summary>Accounts of people who have left, whose memberships in our groups end.</summary>
    public HashSet<(string Provider, PersonKey Key)> Left { get; } = [];

    /// <summary>Accounts that no pass may touch.</summary>
    public HashSet<(string Provider, PersonKey Key)> Untouched { get; } = [];

    public ImmutableArray<SeatNeed>.Builder Seats { get; } = ImmutableArray.CreateBuilder<SeatNeed>();

    public int Leavers { get; set; }

    public int Graduates { get; set; }

    public void LeaveAlone(PersonKey key, LeftAloneReason reason) => LeftAlone.Add(new LeftAlone(key.ToString(), reason));
}
