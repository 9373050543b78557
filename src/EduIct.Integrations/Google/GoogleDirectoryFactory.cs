using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Provisioning;
using EduIct.Tenants;

namespace EduIct.Google;

/// <summary>Makes the adapter for providers of the kind <c>google</c>.</summary>
/// <param name="time">The clock; null: the system's.</param>
public sealed class GoogleDirectoryFactory(TimeProvider? time = null) : IAccountDirectoryFactory
{
    /// <inheritdoc/>
    public string Kind => "google";

    /// <inheritdoc/>
    public IAccountDirectory Create(ProviderSettings settings) =>
        GoogleDirectory.TryCreate(GoogleDirectoryOptions.For(settings), time, out GoogleDirectory? directory, out ImmutableArray<Issue> issues)
            ? directory
            : throw new ProvisioningException(issues);
}
