using EduIct.Accounts;
using EduIct.Provisioning;
using EduIct.Tenants;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Connects a process that may die to a real adapter, perhaps by another way than its settings name; null for one that does not die.</summary>
internal sealed class MortalDirectoryFactory(IAccountDirectoryFactory inner, Uri? root, KillSwitch? kill) : IAccountDirectoryFactory
{
    public string Kind => inner.Kind;

    public IAccountDirectory Create(ProviderSettings settings)
    {
        IAccountDirectory directory = inner.Create(settings with { RootUrl = root ?? settings.RootUrl });
        return kill is null ? directory : new MortalDirectory(directory, kill);
    }
}
