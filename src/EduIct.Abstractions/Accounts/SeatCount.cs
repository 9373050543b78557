using System.Collections.Immutable;
using EduIct.People;

namespace EduIct.Accounts;

/// <summary>How many seats (licences) of one sort a tenant has.</summary>
/// <param name="Licence">The licence, as <c>tenant.json</c> names it.</param>
/// <param name="Roles">The roles whose accounts take a seat of it.</param>
/// <param name="Total">Seats that are paid for and usable; 0 where the tenant has no such subscription.</param>
/// <param name="Used">Seats taken, as the provider counts them: accounts in its bin included where it includes them.</param>
public sealed record SeatCount(string Licence, ImmutableArray<Role> Roles, int Total, int Used)
{
    /// <summary>Seats left; never below zero, although a provider may have given out more than are paid for.</summary>
    public int Free => Math.Max(0, Total - Used);
}
