using EduIct.Accounts;

namespace EduIct.Planning;

/// <summary>Everybody who shall have an account: made, brought back, corrected, moved, renamed.</summary>
internal static class AccountPass
{
    public static void Run(PlanContext context)
    {
        foreach (DesiredAccount desired in context.Desired.Accounts)
        {
            if (context.Untouched.Contains((desired.Provider, desired.Key)))
            {
                continue;
            }

            AccountIndex accounts = context.Accounts[desired.Provider];
            Account? living = accounts.Living(desired.Key);
            if (accounts.IsDoubled(desired.Key))
            {
                context.Untouched.Add((desired.Provider, desired.Key));
                context.LeaveAlone(desired.Key, LeftAloneReason.DuplicateKey);
            }
            else if (living is not null && accounts.IsProtected(living))
            {
                context.Untouched.Add((desired.Provider, desired.Key));
                context.LeaveAlone(desired.Key, LeftAloneReason.Protected);
            }
            else if (living is not null)
            {
                Reconcile(context, desired, living);
            }
            else if (desired.Enabled && accounts.Deleted(desired.Key) is { } deleted)
            {
                BringBack(context, desired, deleted);
            }
            else if (desired.Enabled)
            {
                Create(context, desired);
            }
        }
    }

    private static void Create(PlanContext context, DesiredAccount desired) =>
        context.ReadyAfter[(desired.Provider, desired.Key)] = context.Operations.Add(Operation(OperationKind.Create, desired) with
        {
            Set = new OperationFields
            {
                Address = desired.Address,
                GivenName = desired.GivenName,
                FamilyName = desired.FamilyName,
                OrgUnit = desired.OrgUnit ?? OrgUnitPath.Root,
                Placement = desired.Placement,
                Holders = desired.Holders,
            },
        });

    private static void BringBack(PlanContext context, DesiredAccount desired, Account deleted)
    {
        int restored = context.Operations.Add(Operation(OperationKind.Reactivate, desired) with
        {
            Expect = new OperationFields { Id = deleted.Id, Deleted = true },
            Set = new OperationFields { Suspended = false, OrgUnit = desired.OrgUnit ?? OrgUnitPath.Root },
        });
        context.ReadyAfter[(desired.Provider, desired.Key)] = restored;
        Rename(context, desired, deleted, Update(context, desired, deleted, HandoverStep.Add(context, desired, deleted, restored)));
    }

    private static void Reconcile(PlanContext context, DesiredAccount desired, Account account)
    {
        if (!desired.Enabled)
        {
            if (!account.Suspended)
            {
                context.Leavers++;
                context.Operations.Add(Operation(OperationKind.Suspend, desired) with
                {
                    Expect = new OperationFields { Id = account.Id, Suspended = false },
                    Set = new OperationFields { Suspended = true },
                });
            }

            return;
        }

        if (account.Suspended && !IsBarredByUs(context, desired, account))
        {
            context.Untouched.Add((desired.Provider, desired.Key));
            context.LeaveAlone(desired.Key, LeftAloneReason.SuspendedByOthers);
            return;
        }

        int? last = Update(context, desired, account, HandoverStep.Add(context, desired, account, null));
        last = account.Suspended ? Reactivate(context, desired, account, last) : Move(context, desired, account, last);
        Rename(context, desired, account, last);
    }

    private static bool IsBarredByUs(PlanContext context, DesiredAccount desired, Account account) =>
        context.BarredByUs.ContainsKey((desired.Provider, desired.Key))
        || (context.Policy.Leavers.OrgUnit is { IsRoot: false } leavers && account.OrgUnit == leavers);

    private static int? Update(PlanContext context, DesiredAccount desired, Account account, int? after)
    {
        bool given = !string.Equals(account.GivenName, desired.GivenName, StringComparison.Ordinal);
        bool family = !string.Equals(account.FamilyName, desired.FamilyName, StringComparison.Ordinal);
        bool placement = account.Placement != desired.Placement;
        if (!given && !family && !placement)
        {
            return after;
        }

        return context.Operations.Add(
            Operation(OperationKind.Update, desired) with
            {
                Expect = new OperationFields
                {
                    Id = account.Id,
                    GivenName = given ? account.GivenName : null,
                    FamilyName = family ? account.FamilyName : null,
                    Placement = placement ? account.Placement : null,
                },
                Set = new OperationFields
                {
                    GivenName = given ? desired.GivenName : null,
                    FamilyName = family ? desired.FamilyName : null,
                    Placement = placement ? desired.Placement : null,
                },
            },
            after);
    }

    private static int? Move(PlanContext context, DesiredAccount desired, Account account, int? after) =>
        desired.OrgUnit is not { } orgUnit || account.OrgUnit == orgUnit
            ? after
            : context.Operations.Add(
                Operation(OperationKind.Move, desired) with
                {
                    Expect = new OperationFields { Id = account.Id, OrgUnit = account.OrgUnit },
                    Set = new OperationFields { OrgUnit = orgUnit },
                },
                after);

    private static int? Reactivate(PlanContext context, DesiredAccount desired, Account account, int? after)
    {
        OrgUnitPath? moved = desired.OrgUnit is { } orgUnit && account.OrgUnit != orgUnit ? orgUnit : null;
        return context.Operations.Add(
            Operation(OperationKind.Reactivate, desired) with
            {
                Expect = new OperationFields { Id = account.Id, Suspended = true, OrgUnit = moved is null ? null : account.OrgUnit },
                Set = new OperationFields { Suspended = false, OrgUnit = moved },
            },
            after);
    }

    private static void Rename(PlanContext context, DesiredAccount desired, Account account, int? after)
    {
        if (account.Address == desired.Address)
        {
            return;
        }

        context.ReadyAfter[(desired.Provider, desired.Key)] = context.Operations.Add(
            Operation(OperationKind.Rename, desired) with
            {
                Expect = new OperationFields { Id = account.Id, Address = account.Address },
                Set = new OperationFields { Address = desired.Address, Alias = account.Address },
            },
            after);
    }

    private static PlanOperation Operation(OperationKind kind, DesiredAccount desired) => new(0, kind, desired.Provider) { Person = desired.Key };
}
