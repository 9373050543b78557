using EduIct.People;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>A mailbox that its provider is still making, as far as we have seen.</summary>
/// <param name="Provider">At which provider.</param>
/// <param name="Person">Whose.</param>
/// <param name="AccountId">The provider's identifier of the account.</param>
/// <param name="Since">When the account was given its licence, or came out of the bin.</param>
public sealed record AwaitedMailbox(string Provider, PersonKey Person, string AccountId, Instant Since);
