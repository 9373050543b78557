using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Faults;

/// <summary>The faults that hit one call. Where several do: wait, cut, 503, 429, then the call itself, then cut.</summary>
internal sealed class FaultHits
{
    private const string Page = """
        <!DOCTYPE html><html lang=en><title>Error 503 (Service Unavailable)!!1</title>
        <p><b>503.</b> <ins>That’s an error.</ins> <p>The service is temporarily unavailable. <ins>That’s all we know.</ins></html>
        """;

    private readonly List<Fault> hit = [];
    private bool asHtml;

    public static FaultHits None { get; } = new();

    public bool IsDown { get; set; }
    public bool DropsBefore => Has(FaultKind.DropBefore);
    public bool DropsAfter => Has(FaultKind.DropAfter);
    public TimeSpan Delay => Sum(FaultKind.Delay);

    public bool IsUnavailable => Has(FaultKind.Unavailable);
    public bool AsHtml => asHtml;
    public bool LosesPlace => Has(FaultKind.Resync);

    /// <summary>After what time a caller that asked too often may come again; null where that is not its fault.</summary>
    public TimeSpan? RetryAfter =>
        hit.Find(fault => fault.Kind == FaultKind.TooManyRequests) is { } limit ? limit.Time ?? TimeSpan.FromSeconds(1) : null;

    /// <summary>The longest lag wins.</summary>
    public TimeSpan? Lag => hit.Where(fault => fault.Kind == FaultKind.Lag).Max(fault => fault.Time);
    public TimeSpan Unfinished => Sum(FaultKind.CreateLag) + Sum(FaultKind.GroupLag) + Sum(FaultKind.RenameLag) + Sum(FaultKind.MailboxLag);

    public ApiReply? Refusal
    {
        get
        {
            if (IsUnavailable)
                return asHtml
                    ? new ApiReply(503, null) { Html = Page }
                    : ApiReply.From(new ApiError(503, "backendError", "Backend Error"));
            return RetryAfter is { } time
                ? ApiReply.From(new ApiError(429, "rateLimitExceeded", "Rate Limit Exceeded")
                {
                    Domain = "usageLimits",
                    Canonical = "RESOURCE_EXHAUSTED",
                    RetryAfter = Math.Ceiling(time.TotalSeconds)
                        .ToString(System.Globalization.CultureInfo.InvariantCulture),
                })
                : null;
        }
    }

    public void Add(Fault fault, bool asHtml)
    {
        hit.Add(fault);
        this.asHtml |= asHtml && fault.Kind == FaultKind.Unavailable;
    }

    private bool Has(FaultKind kind) => hit.Exists(fault => fault.Kind == kind);

    private TimeSpan Sum(FaultKind kind) =>
        hit.Where(fault => fault.Kind == kind).Aggregate(TimeSpan.Zero, (sum, fault) => sum + fault.Time!.Value);
}
