using EduIct.Accounts;
using EduIct.Tenants;

namespace EduIct.Provisioning;

/// <summary>Makes the adapter of one kind of provider. Packages of further providers register one of their own.</summary>
public interface IAccountDirectoryFactory
{
    /// <summary>The kind in <c>tenant.json</c>, e.g. <c>google</c>.</summary>
    string Kind { get; }

    /// <summary>Makes the adapter; reaches nobody yet.</summary>
    /// <exception cref="ProvisioningException">The settings do not suffice: every fault, e.g. of a key file.</exception>
    IAccountDirectory Create(ProviderSettings settings);
}
