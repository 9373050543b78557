using System.Diagnostics.CodeAnalysis;
using EduIct.Accounts;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>
/// The difference between what should be and what is, as a plan. Pure: the same request gives the same plan, whatever the order of people,
/// accounts or groups in it; and the plan that follows an applied plan is empty.
/// </summary>
public sealed class Planner
{
    /// <summary>Plans.</summary>
    /// <exception cref="ArgumentException">A domain of the policy names a provider of which there is no snapshot.</exception>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A service: vendors inject it where they plan.")]
    public Plan Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Policy.Domains.FirstOrDefault(domain => request.Providers.All(provider => provider.Id != domain.Provider)) is { } missing)
        {
            throw new ArgumentException($"No snapshot of the provider '{missing.Provider}', which holds the domain '{missing.Domain}'.", nameof(request));
        }

        IReadOnlyDictionary<UnitCode, Unit> units = UnitsOn(request);
        var scope = new UnitMatch(request.Policy.Scope.Units, units, request.Roster.Date);
        DesiredState desired = DesiredStateBuilder.Build(request, units, scope);
        var context = new PlanContext(request, desired, scope);
        SeatPass.Run(context);
        AccountPass.Run(context);
        LeaverPass.Run(context);
        SchoolPass.Run(context);
        GroupPass.Run(context);
        SchoolingPass.Run(context);
        return new Plan(Header(context), context.Operations.ToImmutable(), [.. context.LeftAlone.Distinct().OrderBy(item => item.What, StringComparer.Ordinal)]);
    }

    private static Dictionary<UnitCode, Unit> UnitsOn(PlanRequest request)
    {
        // A code may belong to one unit at one time and to another at another.
        var units = new Dictionary<UnitCode, Unit>();
        foreach (Unit unit in request.Roster.Units.Where(unit => unit.Existed.Contains(request.Roster.Date)))
        {
            units.TryAdd(unit.Code, unit);
        }

        return units;
    }

    private static PlanHeader Header(PlanContext context) => new()
    {
        Tenant = context.Policy.Tenant,
        Ledger = context.Request.Ledger.Id,
        RosterDigest = context.Request.Roster.Digest,
        RosterDate = context.Request.Roster.Date,
        BookVersion = context.Request.Ledger.Claims.Length,
        Created = context.Request.Now,
        Managed = context.Accounts.Values.Sum(accounts => accounts.Ours.Count(pair => IsManaged(context, pair.Value))),
        Leavers = context.Leavers,
        Graduates = context.Graduates,
        OutOfScope = context.Desired.OutOfScope,
        Seats = context.Seats.ToImmutable(),
        Claims = context.Desired.Claims,
    };

    private static bool IsManaged(PlanContext context, Account account) =>
        !account.Suspended && account.Placement is { } placement && LeaverPass.IsManaged(context, placement);
}
