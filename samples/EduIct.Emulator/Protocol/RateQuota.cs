namespace EduIct.Emulator.Protocol;

/// <summary>
/// Queries per minute and user (developers.google.com/workspace/admin/directory/v1/limits). The windows are the clock's minutes.
/// </summary>
internal sealed class RateQuota(int? perMinute, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);
    private long minute;

    public void Spend(string user)
    {
        if (perMinute is not { } limit)
            return;
        lock (gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (now != minute)
            {
                minute = now;
                used.Clear();
            }
            used[user] = used.GetValueOrDefault(user) + 1;
            if (used[user] > limit)
                throw new ApiError(
                    403,
                    "userRateLimitExceeded",
                    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'admin.googleapis.com'.")
                {
                    Domain = "usageLimits",
                };
        }
    }
}
