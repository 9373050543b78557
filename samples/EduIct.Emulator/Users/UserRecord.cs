using System.Text.Json.Serialization;

namespace EduIct.Emulator.Users;

/// <summary>One account as it is stored. Never changed in place, so that a lagging reader can go on holding the old one.</summary>
internal sealed record UserRecord
{
    public required string Id { get; init; }
    public required string PrimaryEmail { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public required string OrgUnitId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public string? DisplayName { get; init; }
    public bool Suspended { get; init; }
    public bool IsAdmin { get; init; }

    /// <summary>Whether a password was ever given; the password itself, or its hash, is not kept.</summary>
    public bool PasswordSet { get; init; }
    public string? HashFunction { get; init; }
    public DateTimeOffset? PasswordChanged { get; init; }
    public DateTimeOffset? SignedOut { get; init; }

    /// <summary>The fields that Google stores and gives back without a meaning of their own here, as one JSON object.</summary>
    public string Profile { get; init; } = "{}";
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset? Deleted { get; init; }
    public long Revision { get; init; }

    [JsonIgnore]
    public IEnumerable<string> Addresses => Aliases.Prepend(PrimaryEmail);
}
