using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Provisioning;

/// <summary>A tenant cannot be worked on: its key, certificate or ledger is not usable. Carries every fault.</summary>
public sealed class ProvisioningException : Exception
{
    /// <summary>Carries the faults.</summary>
    /// <param name="issues">The faults, at least one.</param>
    /// <param name="isRefusal">True where the input is good and the work is refused (a lock, a wrong ledger); false where the input has to be mended.</param>
    public ProvisioningException(ImmutableArray<Issue> issues, bool isRefusal = false)
        : base(string.Join(Environment.NewLine, issues))
    {
        Issues = issues;
        IsRefusal = isRefusal;
    }

    /// <summary>The faults.</summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>Whether the work is refused although the input is good.</summary>
    public bool IsRefusal { get; }
}
