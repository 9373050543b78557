namespace EduIct.Emulator.OrgUnits;

/// <summary>One organisational unit as it is stored; its path follows from its parents.</summary>
internal sealed record OrgUnitRecord
{
    public required string Id { get; init; }

    /// <summary>Null for the root alone.</summary>
    public string? ParentId { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public bool BlockInheritance { get; init; }
    public long Revision { get; init; }
}
