using EduIct.Accounts;
using EduIct.Integrations.Tests.Accounts;

namespace EduIct.Integrations.Tests.Running;

/// <summary>The directory that the runner is tried against behaves as every other.</summary>
public sealed class InMemoryDirectoryTests : AccountDirectorySuite
{
    protected override string Domain => "truong.edu.vn";

    protected override Task<IAccountDirectory> CreateAsync() =>
        Task.FromResult<IAccountDirectory>(new InMemoryDirectory(Domain, TimeProvider.System));
}
