namespace EduIct.Planning;

/// <summary>How many seats of one licence a plan's operations take, and how many were free when the provider was read.</summary>
/// <param name="Provider">Id of the provider in <c>tenant.json</c>.</param>
/// <param name="Licence">The licence, as <c>tenant.json</c> names it.</param>
/// <param name="Needed">Seats that the operations take; what they give back is not counted, since a provider may keep it for a while.</param>
/// <param name="Free">Seats that are paid for and not taken, as the provider counts them.</param>
public sealed record SeatNeed(string Provider, string Licence, int Needed, int Free)
{
    /// <summary>Seats that are missing; 0 where there are enough.</summary>
    public int Short => Math.Max(0, Needed - Free);
}
