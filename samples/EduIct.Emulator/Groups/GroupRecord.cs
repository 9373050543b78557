using System.Text.Json.Serialization;

namespace EduIct.Emulator.Groups;

/// <summary>One group as it is stored, without its members.</summary>
internal sealed record GroupRecord
{
    public required string Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public DateTimeOffset Created { get; init; }
    public long Revision { get; init; }

    [JsonIgnore]
    public IEnumerable<string> Addresses => Aliases.Prepend(Email);
}
