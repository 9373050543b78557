using NodaTime;

namespace EduIct.Mail;

/// <summary>What a delivery did.</summary>
/// <param name="Sent">Messages that were sent and closed.</param>
/// <param name="Failed">Messages that were given up.</param>
/// <param name="PutOff">Attempts after which the message waits again.</param>
/// <param name="Stop">Why it ended early, if it did.</param>
/// <param name="NextAt">When there is something to do again, as far as is known; null: nothing is open.</param>
public sealed record OutboxDelivery(int Sent, int Failed, int PutOff, OutboxStop Stop, Instant? NextAt);
