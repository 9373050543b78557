using System.Runtime.CompilerServices;
using EduIct.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;

namespace EduIct.Running;

/// <summary>
/// The one retry layer between us and a provider. Every attempt takes its turn from the rate budget; what may pass by itself is tried again
/// after 2^n times the base delay with jitter (Google's advice), or after the time that the provider asks for, and then nobody calls meanwhile.
/// </summary>
public sealed class ProviderCalls
{
    private readonly RateBudget _budget;
    private readonly RetryOptions _options;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _plain;
    private readonly ResiliencePipeline _appearing;

    /// <summary>A retry layer.</summary>
    /// <param name="budget">The provider's budget.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How often; null takes the defaults.</param>
    /// <param name="logger">Told of attempts that failed, at Debug and Information; null tells nobody.</param>
    public ProviderCalls(RateBudget budget, TimeProvider time, RetryOptions? options = null, ILogger<ProviderCalls>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(time);
        _budget = budget;
        _options = options ?? new RetryOptions();
        _logger = logger ?? NullLogger<ProviderCalls>.Instance;
        _plain = Build(time, awaitAppearance: false);
        _appearing = Build(time, awaitAppearance: true);
    }

    /// <summary>Makes a call, again where that may help.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="call">One request.</param>
    /// <param name="awaitAppearance">Whether "not found" may pass by itself, since what the call names was made a moment ago.</param>
    /// <param name="cancellationToken">Stops waiting and trying again; it is handed to the call too.</param>
    /// <exception cref="DirectoryException">The fault of the last attempt.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, bool awaitAppearance = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await (awaitAppearance ? _appearing : _plain).ExecuteAsync(
            async token =>
            {
                await _budget.WaitAsync(token).ConfigureAwait(false);
                return await call(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists over all pages; each page is a call.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="page">Asks for a page by its token, null for the first.</param>
    /// <param name="cancellationToken">Stops between pages and within.</param>
    /// <exception cref="DirectoryException">A page failed for good, or the provider's tokens go round in a circle.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Func<string?, CancellationToken, Task<DirectoryPage<T>>> page,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        string? token = null;
        do
        {
            string? asked = token;
            DirectoryPage<T> next = await RunAsync(cancel => page(asked, cancel), false, cancellationToken).ConfigureAwait(false);
            foreach (T item in next.Items)
            {
                yield return item;
            }

            token = next.NextPageToken;
            if (token is not null && string.Equals(token, asked, StringComparison.Ordinal))
            {
                throw new DirectoryException(DirectoryErrorKind.Transient, "samePageToken", "The provider gave the same page token again.");
            }
        }
        while (token is not null);
    }

    private ResiliencePipeline Build(TimeProvider time, bool awaitAppearance)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        int attempts = awaitAppearance ? Math.Max(_options.MaxAttempts, _options.MaxAppearanceAttempts) : _options.MaxAttempts;
        if (attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is DirectoryException fault && MayPass(fault, awaitAppearance)),
                MaxRetryAttempts = attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.BaseDelay,
                MaxDelay = _options.MaxDelay,
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as DirectoryException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    DirectoryException fault = (DirectoryException)arguments.Outcome.Exception!;
                    if (fault.Kind == DirectoryErrorKind.Throttled)
                    {
                        _budget.Pause(arguments.RetryDelay);
                        RunningLog.Throttled(_logger, fault.Reason, arguments.RetryDelay);
                    }
                    else
                    {
                        RunningLog.TryingAgain(_logger, arguments.AttemptNumber + 1, fault.Kind, fault.Reason, arguments.RetryDelay);
                    }

                    return default;
                },
            });
        }

        return builder.Build();
    }

    private bool MayPass(DirectoryException fault, bool awaitAppearance) => fault.Kind switch
    {
        DirectoryErrorKind.Transient or DirectoryErrorKind.Throttled or DirectoryErrorKind.NotReady =>
            fault.RetryAfter is not { } asked || asked <= _options.MaxRetryAfter,
        DirectoryErrorKind.NotFound => awaitAppearance,
        _ => false,
    };
}
