using EduIct.Accounts;

namespace EduIct.Running;

/// <summary>
/// Optional for an <see cref="IAccountDirectory"/> that sends more than one request for some of the port's calls, or that the provider tells how near
/// its limit is. The caller of the port takes the turn of the first request; the adapter takes one for each further request from the same budget, and
/// slows it where the limit is near.
/// </summary>
public interface IBudgetedDirectory
{
    /// <summary>Says from which budget to draw. Called once, before the first call; without it nothing is waited for.</summary>
    /// <param name="budget">The budget that <see cref="ProviderCalls"/> draws from.</param>
    void Use(RateBudget budget);
}
