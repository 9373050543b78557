namespace EduIct.Emulator.Graph.State;

/// <summary>That one thing holds another: a member of a group, a student of a class.</summary>
internal sealed record DirectoryLink(string Kind, string From, string To)
{
    public const string Member = "members";
    public const string Owner = "owners";
    public const string SchoolUser = "users";
    public const string SchoolClass = "classes";

    /// <summary>When it was made or cut; a thing read back from a state file has none.</summary>
    public long Revision { get; init; }
}

/// <summary>A thing that is gone for good; delta queries go on telling it.</summary>
internal sealed record DirectoryGone(string Kind, string Id, long Revision);
