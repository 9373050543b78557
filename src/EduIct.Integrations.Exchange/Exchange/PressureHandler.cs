using System.Globalization;
using EduIct.Running;

namespace EduIct.Exchange;

/// <summary>
/// Slows the budget before the limit is hit: from four fifths of a limit on, Graph says in each answer what share of it is used
/// (<c>x-ms-throttle-limit-percentage</c>, 0.8 to 1.8; source: "Microsoft Graph throttling guidance", concepts/throttling.md).
/// </summary>
internal sealed class PressureHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>From which share on Graph tells it, and we slow.</summary>
    private const double Near = 0.8;

    // The limits count over ten seconds: after as long without a word the pressure is gone.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public RateBudget? Budget { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Budget is { } budget
            && answer.Headers.TryGetValues("x-ms-throttle-limit-percentage", out IEnumerable<string>? values)
            && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
            && share >= Near)
        {
            budget.Slow(share >= 1 ? 4 : 2, Window);
        }

        return answer;
    }
}
