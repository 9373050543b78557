using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>One thing that a directive says. Each kind is a record of its own.</summary>
public abstract record DirectiveEntry
{
    private protected DirectiveEntry(Provision provision) => Provision = provision;

    /// <summary>Where it stands, whom it binds and how strongly.</summary>
    public Provision Provision { get; }

    /// <summary>What it is.</summary>
    public abstract EntryKind Kind { get; }

    /// <summary>Stable id.</summary>
    public string Id => Provision.Id;

    /// <summary>Path of its clause.</summary>
    public string Clause => Provision.Clause;

    /// <summary>A short name.</summary>
    public LocalizedText Title => Provision.Title;

    /// <summary>Its id.</summary>
    public sealed override string ToString() => Id;
}
