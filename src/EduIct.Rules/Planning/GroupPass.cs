using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Education;
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
            bool isClass = IsClass(context, group);
            int? made = actual is not null && isClass ? Correct(context, group, actual) : null;
            foreach ((PersonKey key, GroupRole role) in group.Members)
            {
                if (inside.Contains(key) || !CanJoin(context, provider.Id, key))
                {
                    continue;
                }

                if (actual is null)
                {
                    made ??= isClass
                        ? Class(context, group, null)
                        : context.Operations.Add(new PlanOperation(0, OperationKind.EnsureGroup, provider.Id)
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

    // Where a provider is to know of schools, the group of a class is made as a class; a unit that is no school has none.
    private static bool IsClass(PlanContext context, DesiredGroup group) =>
        group.Holder.Class is not null
        && context.Education.TryGetValue(group.Provider, out EducationIndex? education)
        && (education.School(group.Holder.Unit) is not null || context.SchoolAfter.ContainsKey((group.Provider, group.Holder.Unit)));

    private static int? Correct(PlanContext context, DesiredGroup group, GroupSnapshot actual)
    {
        EducationIndex education = context.Education[group.Provider];
        if (education.Class(actual.Group.Id) is not { } held)
        {
            context.LeftAlone.Add(new LeftAlone(group.Address.ToString(), LeftAloneReason.GroupNotClass));
            return null;
        }

        bool right = held.ExternalId == group.Holder.ToString()
            && (group.Grade is null || held.Grade == group.Grade)
            && education.SchoolsOf(held.Id).Contains(group.Holder.Unit);
        return right ? null : Class(context, group, held);
    }

    private static int Class(PlanContext context, DesiredGroup group, EducationClass? held) => context.Operations.Add(
        new PlanOperation(0, OperationKind.EnsureClass, group.Provider)
        {
            Group = group.Address,
            Expect = held is null ? OperationFields.None : new OperationFields { Id = held.Id },
            Set = new OperationFields { Name = group.Name, Holder = group.Holder.ToString(), School = group.Holder.Unit, Grade = group.Grade },
        },
        context.SchoolAfter.TryGetValue((group.Provider, group.Holder.Unit), out int school) ? school : null);

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
    public static bool CanJoin(PlanContext context, string provider, PersonKey key) =>
        context.Wanted.TryGetValue((provider, key), out DesiredAccount? person)
        && !context.Untouched.Contains((provider, key))
        && (person.Enabled || context.Accounts[provider].Living(key) is not null);
}
