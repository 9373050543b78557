using EduIct.Addresses;
using EduIct.People;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>A first password, readable only with the private key of the person who hands passwords over.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Provider">At which provider.</param>
/// <param name="Address">For which address.</param>
/// <param name="Envelope">CMS EnvelopedData (RFC 5652), DER.</param>
/// <param name="SealedAt">When.</param>
public sealed record SealedPassword(PersonKey Person, string Provider, EmailAddress Address, ReadOnlyMemory<byte> Envelope, Instant SealedAt);
