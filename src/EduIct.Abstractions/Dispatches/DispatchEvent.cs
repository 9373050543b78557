using NodaTime;

namespace EduIct.Dispatches;

/// <summary>That something happened to a letter at one addressee. Events are only ever added.</summary>
/// <param name="Code">Which letter to whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Mark">What tells it from others of its kind: of one mark there is one event, the first. Empty for a confirmation; the attempt for a return; attempt and step for a reminder.</param>
/// <param name="At">When it happened.</param>
/// <param name="How">How it is known, or why: <c>cli</c>, <c>mail</c>, a server's code. At most 200 characters, nothing personal.</param>
public sealed record DispatchEvent(DispatchCode Code, DispatchEventKind Kind, string Mark, Instant At, string How);
