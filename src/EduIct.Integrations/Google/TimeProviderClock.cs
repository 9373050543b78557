using Google.Apis.Util;

namespace EduIct.Google;

/// <summary>The house's clock as Google.Apis takes it: when an assertion is signed, and when a token is stale.</summary>
internal sealed class TimeProviderClock(TimeProvider timeProvider) : IClock
{
    public DateTime Now => timeProvider.GetLocalNow().DateTime;

    public DateTime UtcNow => timeProvider.GetUtcNow().UtcDateTime;
}
