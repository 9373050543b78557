using EduIct.Accounts;

namespace EduIct.Exchange;

/// <summary>What one whole listing of accounts showed, and what is needed to ask what changed since.</summary>
/// <param name="DeltaLink">Asks for the changes since before the listing began.</param>
/// <param name="Binned">Ids of the accounts that were deleted before it began.</param>
/// <param name="Taken">When it began, as the clock's time stamp.</param>
/// <param name="Accounts">The accounts by id.</param>
internal sealed record AccountBase(string DeltaLink, IReadOnlySet<string> Binned, long Taken, IReadOnlyDictionary<string, Account> Accounts);
