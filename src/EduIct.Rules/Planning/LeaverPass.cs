using EduIct.Accounts;
using EduIct.People;
using NodaTime;

namespace EduIct.Planning;

/// <summary>Accounts of ours whose people the roster no longer has.</summary>
internal static class LeaverPass
{
    public static void Run(PlanContext context)
    {
        foreach (ProviderSnapshot provider in context.Request.Providers)
        {
            AccountIndex accounts = context.Accounts[provider.Id];

            // Who does not get an account there yet keeps the one here.
            Dictionary<PersonKey, int?> elsewhere = context.Desired.Accounts
                .Where(desired => desired.Provider != provider.Id && !context.Untouched.Contains((desired.Provider, desired.Key)))
                .ToDictionary(desired => desired.Key, desired => context.ReadyAfter.TryGetValue((desired.Provider, desired.Key), out int ready) ? ready : (int?)null);
            foreach ((PersonKey key, Account account) in accounts.Ours)
            {
                // Somebody who is wanted at another provider has left this one; somebody who is present otherwise has not left.
                if (!context.Wanted.ContainsKey((provider.Id, key)) && (elsewhere.TryGetValue(key, out int? made) || !context.Desired.Present.Contains(key)))
                {
                    Decide(context, provider.Id, key, account, accounts, made);
                }
            }
        }
    }

    private static void Decide(PlanContext context, string provider, PersonKey key, Account account, AccountIndex accounts, int? after)
    {
        if (account.Placement is not { } placement || !IsManaged(context, placement))
        {
            return;
        }

        if (!context.Request.Roster.Coverage.IsComplete(placement.Unit, placement.Role))
        {
            if (context.Desired.Spoken.Contains((placement.Unit, placement.Role)))
            {
                context.LeaveAlone(key, LeftAloneReason.NotCovered);
            }

            return;
        }

        if (accounts.IsDoubled(key))
        {
            context.LeaveAlone(key, LeftAloneReason.DuplicateKey);
        }
        else if (accounts.IsProtected(account))
        {
            context.LeaveAlone(key, LeftAloneReason.Protected);
        }
        else if (account.Suspended)
        {
            Retain(context, provider, key, account);
        }
        else if (IsGraduate(placement) && context.Policy.Graduates.KeepUntil is { } until && context.Request.Roster.Date <= until)
        {
            context.LeaveAlone(key, LeftAloneReason.GraduateKept);
        }
        else if (!context.Policy.Leavers.Suspend)
        {
            context.LeaveAlone(key, LeftAloneReason.LeaverKept);
        }
        else
        {
            Suspend(context, provider, key, account, IsGraduate(placement), after);
        }
    }

    private static void Suspend(PlanContext context, string provider, PersonKey key, Account account, bool graduate, int? after)
    {
        if (graduate)
        {
            context.Graduates++;
        }
        else
        {
            context.Leavers++;
        }

        OrgUnitPath? moved = context.Policy.Leavers.OrgUnit is { } orgUnit && orgUnit != account.OrgUnit ? orgUnit : null;
        context.Left.Add((provider, key));
        context.Operations.Add(
            new PlanOperation(0, OperationKind.Suspend, provider)
            {
                Person = key,
                Expect = new OperationFields { Id = account.Id, Suspended = false, OrgUnit = moved is null ? null : account.OrgUnit },
                Set = new OperationFields { Suspended = true, OrgUnit = moved },
            },
            after);
    }

    private static void Retain(PlanContext context, string provider, PersonKey key, Account account)
    {
        context.Left.Add((provider, key));

        // Without an entry of ours nobody knows since when: what others barred is never deleted.
        if (context.Policy.Leavers.DeleteAfterDays is { } days
            && context.BarredByUs.TryGetValue((provider, key), out Instant since)
            && since + Duration.FromDays(days) <= context.Request.Now)
        {
            context.Operations.Add(new PlanOperation(0, OperationKind.Delete, provider)
            {
                Person = key,
                Expect = new OperationFields { Id = account.Id, Suspended = true },
            });
        }
        else
        {
            context.LeaveAlone(key, LeftAloneReason.Retained);
        }
    }

    public static bool IsManaged(PlanContext context, Placement placement) =>
        context.Policy.Scope.Roles.Contains(placement.Role) && context.Scope.Includes(placement.Unit);

    // The last grades of tiểu học, THCS and THPT.
    private static bool IsGraduate(Placement placement) => placement.Role == Role.Student && placement.Grade is ("5" or "9" or "12");
}
