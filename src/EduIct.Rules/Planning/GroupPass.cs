using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>Groups of classes and staff: made where missing, members added and taken out. A right that somebody gave by hand is never taken away.</summary>
internal static class GroupPass
{
    public static void Run(PlanContext context)
    {
        foreach (ProviderSnapshot provider in context.Request.Providers)
        {
            Run(context, provider);
        }
    }

    private static void Run(PlanContext context, ProviderSnapshot provider)
    {
        AccountIndex accounts = context.Accounts[provider.Id];
        var existing = provider.Groups.ToDictionary(group => group.Group.Address);
        var wanted = context.Desired.Groups.Where(group => group.Provider == provider.Id).ToDictionary(group => group.Holder);

        foreach (DesiredGroup group in wanted.Values.OrderBy(group => group.Holder.ToString(), StringComparer.Ordinal))
        {
            existing.TryGetValue(group.Address, out GroupSnapshot? actual);
            HashSet<PersonKey> inside = Members(actual, accounts).Select(member => member.Key).ToHashSet();
            int? made = null;
            foreach ((PersonKey key, GroupRole role) in group.Members)
            {
                if (inside.Contains(key) || !CanJoin(context, provider.Id, key))
                {
                    continue;
                }

                if (actual is null)
                {
                    made ??= context.Operations.Add(new PlanOperation(0, OperationKind.EnsureGroup, provider.Id)
                    {
                        Group = group.Address,
                        Set = new OperationFields { Name = group.Name, Holder = group.Holder.ToString() },
                    });
                }

                context.Operations.Add(
                    new PlanOperation(0, OperationKind.AddMember, provider.Id)
                    {
                        Person = key,
                        Group = group.Address,
                        Set = new OperationFields { Member = context.Wanted[(provider.Id, key)].Address, Role = role },
                    },
                    made,
                    context.ReadyAfter.TryGetValue((provider.Id, key), out int ready) ? ready : null);
            }
        }

        ImmutableHashSet<UnitCode> spoken = context.Desired.Spoken.Select(pair => pair.Unit).ToImmutableHashSet();
        foreach (GroupSnapshot actual in provider.Groups.OrderBy(group => group.Group.Address))
        {
            if (GroupHolder.TryParse(actual.Group.Holder, out GroupHolder holder))
            {
                wanted.TryGetValue(holder, out DesiredGroup? group);
                TakeOut(context, provider.Id, actual, holder, group, accounts, spoken);
            }
        }
    }

    private static void TakeOut(
        PlanContext context, string provider, GroupSnapshot actual, GroupHolder holder, DesiredGroup? wanted, AccountIndex accounts, ImmutableHashSet<UnitCode> spoken)
    {
        foreach ((PersonKey key, GroupMember member) in Members(actual, accounts))
        {
            if (member.Role == GroupRole.Owner || wanted?.Members.ContainsKey(key) == true || context.Untouched.Contains((provider, key)))
            {
                continue;
            }

            // Of people who are in the roster it says the whole truth only for the units that it has; a pupil stands in one place.
            bool gone = context.Left.Contains((provider, key))
                || (context.Wanted.TryGetValue((provider, key), out DesiredAccount? person)
                    && (person.Placement.Role == Role.Student || spoken.Contains(holder.Unit)));
            if (gone)
            {
                context.Operations.Add(new PlanOperation(0, OperationKind.RemoveMember, provider)
                {
                    Person = key,
                    Group = actual.Group.Address,
                    Expect = new OperationFields { Member = member.Address },
                });
            }
        }
    }

    private static IEnumerable<(PersonKey Key, GroupMember Member)> Members(GroupSnapshot? group, AccountIndex accounts)
    {
        foreach (GroupMember member in group?.Members ?? [])
        {
            if (accounts.OwnerOf(member.Address) is { } key)
            {
                yield return (key, member);
            }
        }
    }

    // Somebody whose account is not touched, or never made, joins nothing.
    private static bool CanJoin(PlanContext context, string provider, PersonKey key) =>
        context.Wanted.TryGetValue((provider, key), out DesiredAccount? person)
        && !context.Untouched.Contains((provider, key))
        && (person.Enabled || context.Accounts[provider].Living(key) is not null);
}
