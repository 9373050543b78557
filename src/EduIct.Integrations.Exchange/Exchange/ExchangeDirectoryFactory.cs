using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Provisioning;
using EduIct.Tenants;

namespace EduIct.Exchange;

/// <summary>Makes the adapter for providers of the kind <c>exchange</c>.</summary>
/// <param name="time">The clock; null: the system's.</param>
public sealed class ExchangeDirectoryFactory(TimeProvider? time = null) : IAccountDirectoryFactory
{
    /// <inheritdoc/>
    public string Kind => "exchange";

    /// <inheritdoc/>
    public IAccountDirectory Create(ProviderSettings settings) =>
        ExchangeDirectory.TryCreate(ExchangeDirectoryOptions.For(settings), time, out ExchangeDirectory? directory, out ImmutableArray<Issue> issues)
            ? directory
            : throw new ProvisioningException(issues);
}
