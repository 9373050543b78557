using System.Globalization;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>
/// Resource units in ten seconds and writes in 150, of this application in this tenant (microsoftgraph/microsoft-graph-docs-contrib
/// concepts/throttling-limits.md). The windows are the clock's.
/// </summary>
internal sealed class GraphThrottle(EmulatorOptions options, TimeProvider clock, string tenantId)
{
    private const int UnitSeconds = 10;
    private const int WriteSeconds = 150;
    private const double Near = 0.8;

    private readonly Lock gate = new();
    private (long Window, int Used) units;
    private (long Window, int Used) writes;

    /// <summary>Takes the call's cost; what it told is put into <paramref name="headers"/>.</summary>
    /// <exception cref="GraphError">429 beyond the limit.</exception>
    public void Spend(int cost, bool isRead, int users, Dictionary<string, string> headers)
    {
        headers["x-ms-resource-unit"] = cost.ToString(CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
        {
            if (options.UnitsPerTenSeconds is { } asked)
                Take(ref units, cost, asked == 0 ? OfTenant(users) : asked, UnitSeconds, now, "ResourceUnitLimitExceeded", headers);
            if (!isRead && options.WritesPerWindow is { } most)
                Take(ref writes, 1, most, WriteSeconds, now, "WriteLimitExceeded", headers);
        }
    }

    public static int Cost(GraphMethod method, GraphQuery query)
    {
        if (!method.IsRead)
            return method.Units;
        var cost = method.Units;
        if (query.Select is not null)
            cost--;
        if (query["$top"] is { } top && int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 20)
            cost--;
        if (query["$expand"] is not null)
            cost++;
        return Math.Max(cost, 1);
    }

    public static GraphError Refusal(int seconds) => new(429, "TooManyRequests", "Too Many Requests")
    {
        Headers = { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) },
    };

    private static int OfTenant(int users) => users switch { < 50 => 3500, <= 500 => 5000, _ => 8000 };

    private void Take(ref (long Window, int Used) bucket, int cost, int most, int length, long now, string information, Dictionary<string, string> headers)
    {
        if (bucket.Window != now / length)
            bucket = (now / length, 0);
        bucket.Used += cost;
        var share = (double)bucket.Used / most;
        if (share >= Near)
            headers["x-ms-throttle-limit-percentage"] = Math.Min(share, 1.8).ToString("0.##", CultureInfo.InvariantCulture);
        if (bucket.Used <= most)
            return;
        // A refused call takes nothing: otherwise a caller that goes on asking would never be let in.
        bucket.Used -= cost;
        headers["x-ms-throttle-scope"] = $"Tenant_Application/ReadWrite/{Tokens.GraphApplication.ClientId}/{tenantId}";
        headers["x-ms-throttle-information"] = information;
        var refusal = Refusal((int)(length - (now % length)));
        foreach (var (name, value) in headers)
            refusal.Headers[name] = value;
        throw refusal;
    }
}
