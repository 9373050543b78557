using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Education;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>School data of accounts, where a provider is to know of schools: who is a pupil or a teacher there, and in which schools; who has left stands in none.</summary>
internal static class SchoolingPass
{
    public static void Run(PlanContext context)
    {
        ImmutableHashSet<UnitCode> spoken = context.Desired.Spoken.Select(pair => pair.Unit).ToImmutableHashSet();
        foreach ((string provider, EducationIndex education) in context.Education.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (DesiredAccount desired in context.Desired.Accounts)
            {
                if (desired.Provider == provider && desired.SchoolRole is { } role && desired.Enabled && GroupPass.CanJoin(context, provider, desired.Key))
                {
                    Reconcile(context, education, desired, role, spoken);
                }
            }

            foreach ((_, PersonKey key) in context.Left.Where(left => left.Provider == provider).OrderBy(left => left.Key))
            {
                TakeOut(context, provider, education, key);
            }
        }
    }

    private static void Reconcile(PlanContext context, EducationIndex education, DesiredAccount desired, Role role, ImmutableHashSet<UnitCode> spoken)
    {
        Account? living = context.Accounts[desired.Provider].Living(desired.Key);
        EducationPerson? person = living is null ? null : education.Person(living.Id);
        IReadOnlyCollection<UnitCode> actual = living is null ? [] : education.SchoolsOf(living.Id);

        // As with groups: the roster says the whole truth only for the units that it has, and a pupil stands in one place.
        IEnumerable<UnitCode> kept = actual.Where(unit => role != Role.Student && !spoken.Contains(unit));
        Schooling now = new(role, [.. desired.Schools.Union(kept).Order()], role == Role.Student ? desired.Placement.Grade : null);
        Schooling? before = person?.Role is { } carried ? new Schooling(carried, [.. actual], person.Grade) : actual.Count > 0 ? new Schooling(role, [.. actual]) : null;
        if (person?.Key == desired.Key && person.Role is not null && now.Equals(before))
        {
            return;
        }

        (string, PersonKey) account = (desired.Provider, desired.Key);
        int?[] after =
        [
            context.ReadyAfter.TryGetValue(account, out int ready) ? ready : null,
            .. now.Schools.Select(unit => context.SchoolAfter.TryGetValue((desired.Provider, unit), out int school) ? school : (int?)null),
        ];
        context.Operations.Add(
            new PlanOperation(0, OperationKind.SetSchooling, desired.Provider)
            {
                Person = desired.Key,
                Expect = new OperationFields { Schooling = before },
                Set = new OperationFields { Member = desired.Address, Schooling = now },
            },
            after);
    }

    private static void TakeOut(PlanContext context, string provider, EducationIndex education, PersonKey key)
    {
        if (context.Accounts[provider].Living(key) is { } account && education.SchoolsOf(account.Id) is { Count: > 0 } schools)
        {
            EducationPerson? person = education.Person(account.Id);
            Schooling before = new(person?.Role ?? Role.Student, [.. schools], person?.Grade);
            context.Operations.Add(new PlanOperation(0, OperationKind.SetSchooling, provider)
            {
                Person = key,
                Expect = new OperationFields { Schooling = before },
                Set = new OperationFields { Member = account.Address, Schooling = before with { Schools = [] } },
            });
        }
    }
}
