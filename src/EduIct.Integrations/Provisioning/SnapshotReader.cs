using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Running;

namespace EduIct.Provisioning;

/// <summary>Reads all that planning needs of a provider, every call within the budget.</summary>
internal static class SnapshotReader
{
    // Lists of members are many small calls, one a group; more at once than this gains nothing within a budget of 2,400 a minute.
    private const int MembersAtOnce = 8;

    /// <summary>Reads it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="claims">Every claim ever made.</param>
    /// <param name="posts">Whether the members are wanted of the posts' groups; false: of those of classes and staffs. The others' are not read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ProviderSnapshot> ReadAsync(ProviderConnection provider, IEnumerable<Claim> claims, bool posts, CancellationToken cancellationToken)
    {
        IAccountDirectory directory = provider.Directory;
        ImmutableArray<Account> living = await AllAsync<Account>(provider, (token, cancel) => directory.ListAccountsAsync(false, token, cancel), cancellationToken).ConfigureAwait(false);
        ImmutableArray<Account> deleted = await AllAsync<Account>(provider, (token, cancel) => directory.ListAccountsAsync(true, token, cancel), cancellationToken).ConfigureAwait(false);
        ImmutableArray<OrgUnitPath> units = await provider.Calls.RunAsync(directory.ListOrgUnitsAsync, awaitAppearance: false, cancellationToken).ConfigureAwait(false);
        ImmutableArray<DirectoryGroup> groups = await AllAsync<DirectoryGroup>(provider, directory.ListGroupsAsync, cancellationToken).ConfigureAwait(false);

        IReadOnlyDictionary<string, ImmutableArray<GroupMember>> recalled = directory is IMembershipMemory memory
            ? await provider.Calls.RunAsync(memory.RecallMembersAsync, awaitAppearance: false, cancellationToken).ConfigureAwait(false)
            : ImmutableDictionary<string, ImmutableArray<GroupMember>>.Empty;

        HashSet<string> claimed = claims.Where(claim => claim.Kind == (posts ? HolderKind.Post : HolderKind.Group) && claim.Provider == provider.Id).Select(claim => claim.Name).ToHashSet(StringComparer.Ordinal);
        var read = new GroupSnapshot[groups.Length];
        await Parallel.ForAsync(0, groups.Length, new ParallelOptions { MaxDegreeOfParallelism = MembersAtOnce, CancellationToken = cancellationToken }, async (index, cancel) =>
        {
            DirectoryGroup group = groups[index];
            bool ours = (group.Holder is not null && PostKey.TryParse(group.Holder, out _) == posts) || claimed.Contains(group.Address.ToCanonicalString());
            read[index] = new GroupSnapshot(group, !ours ? []
                : recalled.TryGetValue(group.Id, out ImmutableArray<GroupMember> members) ? members
                : await AllAsync<GroupMember>(provider, (token, stop) => directory.ListMembersAsync(group.Address, token, stop), cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);

        ImmutableArray<SeatCount> seats = directory is ISeatCounter counter
            ? await provider.Calls.RunAsync(counter.CountSeatsAsync, awaitAppearance: false, cancellationToken).ConfigureAwait(false)
            : [];
        EducationSnapshot? education = directory is IEducationDirectory { WritesEducation: true } schools
            ? await ReadEducationAsync(provider, schools, cancellationToken).ConfigureAwait(false)
            : null;
        return new ProviderSnapshot(provider.Id, directory.Limits)
        {
            Accounts = living, Deleted = deleted, OrgUnits = units, Groups = [.. read], Seats = seats, Education = education,
        };
    }

    private static async Task<EducationSnapshot> ReadEducationAsync(ProviderConnection provider, IEducationDirectory directory, CancellationToken cancellationToken)
    {
        ImmutableArray<EducationSchool> schools = await AllAsync<EducationSchool>(provider, directory.ListSchoolsAsync, cancellationToken).ConfigureAwait(false);
        var read = new SchoolSnapshot[schools.Length];
        await Parallel.ForAsync(0, schools.Length, new ParallelOptions { MaxDegreeOfParallelism = MembersAtOnce, CancellationToken = cancellationToken }, async (index, cancel) =>
        {
            EducationSchool school = schools[index];
            read[index] = school.Unit is null
                ? new SchoolSnapshot(school, [], [])
                : new SchoolSnapshot(
                    school,
                    await AllAsync<string>(provider, (token, stop) => directory.ListSchoolClassesAsync(school.Id, token, stop), cancel).ConfigureAwait(false),
                    await AllAsync<string>(provider, (token, stop) => directory.ListSchoolPeopleAsync(school.Id, token, stop), cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return new EducationSnapshot
        {
            Schools = [.. read],
            Classes = await AllAsync<EducationClass>(provider, directory.ListClassesAsync, cancellationToken).ConfigureAwait(false),
            People = await AllAsync<EducationPerson>(provider, directory.ListPeopleAsync, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async Task<ImmutableArray<T>> AllAsync<T>(
        ProviderConnection provider, Func<string?, CancellationToken, Task<DirectoryPage<T>>> page, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        await foreach (T item in provider.Calls.ListAsync(page, cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all.ToImmutable();
    }
}
