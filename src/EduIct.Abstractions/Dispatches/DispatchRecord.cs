using NodaTime;

namespace EduIct.Dispatches;

/// <summary>A letter as the register keeps it: not what it says.</summary>
/// <param name="Id">Which letter.</param>
/// <param name="IssuerName">Name of who issued it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Digest">Digest of subject and files, see <see cref="Dispatch.Digest"/>.</param>
/// <param name="RegisteredAt">When it was first sent.</param>
public sealed record DispatchRecord(DispatchId Id, string IssuerName, string Subject, string Digest, Instant RegisteredAt);
