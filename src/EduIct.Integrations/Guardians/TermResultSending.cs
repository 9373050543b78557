using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Guardians;

/// <summary>What telling guardians did.</summary>
/// <param name="Queued">Guardians for whom a first message was put in now.</param>
/// <param name="Corrected">Guardians for whom a correction of an earlier message was put in now.</param>
/// <param name="Before">Guardians who had been told just that before.</param>
/// <param name="NotSent">The results that nobody was told, each with the reason.</param>
/// <param name="Issues">
/// Why nothing was done: <c>results.term</c>, <c>results.text</c>, <c>results.duplicate-student</c>, and those of <see cref="Mail.MailMessage.TryCreate"/>. Empty where it was done.
/// </param>
public sealed record TermResultSending(int Queued, int Corrected, int Before, ImmutableArray<ResultNotSent> NotSent, ImmutableArray<Issue> Issues);
