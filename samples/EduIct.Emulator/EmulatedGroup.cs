namespace EduIct.Emulator;

/// <summary>A group as it stands in the emulator, for tests to look at without a call.</summary>
/// <param name="Id">Google's immutable id.</param>
/// <param name="Email">The address, in lower case.</param>
/// <param name="Name">The display name.</param>
/// <param name="Aliases">Further addresses.</param>
/// <param name="Members">Each direct member's address and role.</param>
public sealed record EmulatedGroup(
    string Id, string Email, string Name, IReadOnlyList<string> Aliases, IReadOnlyDictionary<string, string> Members);
