namespace EduIct.Accounts;

/// <summary>What a member of a group may do. A sync never takes a right away that somebody gave by hand.</summary>
public enum GroupRole
{
    /// <summary>Receives and, where the group allows it, sends.</summary>
    Member,

    /// <summary>Runs the group too.</summary>
    Manager,

    /// <summary>Owns the group.</summary>
    Owner,
}
