namespace EduIct.Cli.Demo;

/// <summary>One line of <c>accounts.csv</c>: an account after both terms. Fields without a value are empty.</summary>
internal sealed record AccountRow
{
    /// <summary><c>system:value</c>.</summary>
    public required string PersonKey { get; init; }

    /// <summary>Code of the unit, and what else is known of it.</summary>
    public required string UnitCode { get; init; }

    public required string UnitName { get; init; }

    /// <summary>As <see cref="Units.UnitKind.Name"/> has it.</summary>
    public required string UnitKind { get; init; }

    public required string Role { get; init; }

    public required string Class { get; init; }

    public required string Grade { get; init; }

    public required string FullName { get; init; }

    /// <summary>The name in the first term, where it was another.</summary>
    public required string PreviousName { get; init; }

    /// <summary>Kind of the provider that holds the account: <c>google</c> or <c>exchange</c>.</summary>
    public required string Provider { get; init; }

    public required string Address { get; init; }

    /// <summary>The address before the second term, now an alias.</summary>
    public required string PreviousAddress { get; init; }

    public required string OrgUnit { get; init; }

    /// <summary>Code of the unit in the first term, where it was another.</summary>
    public required string PreviousUnit { get; init; }

    /// <summary><c>active</c> or <c>suspended</c>.</summary>
    public required string State { get; init; }

    /// <summary>Operations of the first plan on this account, by name, joined by <c>+</c>.</summary>
    public required string Term1 { get; init; }

    /// <summary>Operations of the second plan.</summary>
    public required string Term2 { get; init; }

    public bool IsActive => State == "active";

    public bool IsStudent => Role == "student";

    /// <summary>What the second term was for this account, by the strongest of its operations.</summary>
    public TermChange Change =>
        Did("create") ? TermChange.Arrival
        : Did("suspend") ? TermChange.Leaver
        : PreviousUnit.Length > 0 ? TermChange.SchoolMove
        : Did("rename") ? TermChange.Rename
        : PreviousName.Length > 0 ? TermChange.NameOnly
        : Did("move") ? TermChange.ClassMove
        : Term2.Length > 0 ? TermChange.Other
        : TermChange.None;

    private bool Did(string operation) => Term2.Split('+').Contains(operation, StringComparer.Ordinal);
}
