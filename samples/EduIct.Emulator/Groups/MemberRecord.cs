namespace EduIct.Emulator.Groups;

/// <summary>One membership. Users and groups are held by id, so that a rename is seen at once; only outsiders keep an address.</summary>
internal sealed record MemberRecord
{
    public required string GroupId { get; init; }
    public required string MemberId { get; init; }
    public required string Type { get; init; }
    public required string Role { get; init; }
    public string? ExternalEmail { get; init; }
    public string DeliverySettings { get; init; } = "ALL_MAIL";
    public long Revision { get; init; }
}
