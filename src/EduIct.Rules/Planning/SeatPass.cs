using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;

namespace EduIct.Planning;

/// <summary>
/// Counts the seats that the accounts to be made, brought back or given another role take. Where they are too few and the policy has an order of
/// priority, those who come last in it wait: their accounts are not touched, and their addresses stay theirs. Without an order the guard refuses the plan.
/// </summary>
internal static class SeatPass
{
    public static void Run(PlanContext context)
    {
        foreach (ProviderSnapshot provider in context.Request.Providers.Where(provider => !provider.Seats.IsEmpty))
        {
            Dictionary<Role, string> licences = provider.Seats.SelectMany(seat => seat.Roles.Select(role => (role, seat.Licence))).ToDictionary();
            ILookup<string, DesiredAccount> takers = context.Desired.Accounts
                .Where(desired => desired.Provider == provider.Id && TakesSeat(context.Accounts[provider.Id], desired, licences))
                .ToLookup(desired => licences[desired.Placement.Role], StringComparer.Ordinal);
            foreach (SeatCount seat in provider.Seats)
            {
                int needed = takers[seat.Licence].Count();
                if (needed > seat.Free && !context.Policy.SeatPriority.IsEmpty)
                {
                    Wait(context, takers[seat.Licence].OrderBy(desired => Rank(context, desired)).ThenBy(desired => desired.Key).Skip(seat.Free));
                    needed = seat.Free;
                }

                context.Seats.Add(new SeatNeed(provider.Id, seat.Licence, needed, seat.Free));
            }
        }
    }

    private static void Wait(PlanContext context, IEnumerable<DesiredAccount> waiting)
    {
        foreach (DesiredAccount desired in waiting)
        {
            context.Untouched.Add((desired.Provider, desired.Key));
            context.LeaveAlone(desired.Key, LeftAloneReason.NoSeat);
        }
    }

    // Somebody whose account lives has a seat, unless another role brings another licence.
    private static bool TakesSeat(AccountIndex accounts, DesiredAccount desired, Dictionary<Role, string> licences)
    {
        if (!desired.Enabled || accounts.IsDoubled(desired.Key) || !licences.TryGetValue(desired.Placement.Role, out string? licence))
        {
            return false;
        }

        return accounts.Living(desired.Key) is not { } living
            || (!accounts.IsProtected(living) && living.Placement is { } placement && licences.GetValueOrDefault(placement.Role) != licence);
    }

    // Roles that the policy does not name come last.
    private static int Rank(PlanContext context, DesiredAccount desired) =>
        context.Policy.SeatPriority.IndexOf(desired.Placement.Role) is var rank and >= 0 ? rank : int.MaxValue;
}
