namespace EduIct.Planning;

/// <summary>What an operation of a plan does. Files carry the names in camel case.</summary>
public enum OperationKind
{
    /// <summary>Makes an organisational unit where it is not there.</summary>
    EnsureOrgUnit,

    /// <summary>Makes an account.</summary>
    Create,

    /// <summary>Corrects names and placement of an account.</summary>
    Update,

    /// <summary>Puts an account into another organisational unit.</summary>
    Move,

    /// <summary>Gives an account another primary address; the old one stays as alias.</summary>
    Rename,

    /// <summary>Bars an account, and moves it where leavers are kept.</summary>
    Suspend,

    /// <summary>Opens an account again that we had barred or deleted, and moves it where it belongs.</summary>
    Reactivate,

    /// <summary>Deletes an account after the retention time.</summary>
    Delete,

    /// <summary>Makes a group where it is not there.</summary>
    EnsureGroup,

    /// <summary>Adds a member to a group.</summary>
    AddMember,

    /// <summary>Takes a member out of a group.</summary>
    RemoveMember,

    /// <summary>Makes a school where it is not there, or gives it its name.</summary>
    EnsureSchool,

    /// <summary>Makes a class with its group where it is not there, corrects what it carries, and puts it into its school.</summary>
    EnsureClass,

    /// <summary>Writes an account's school data and its schools.</summary>
    SetSchooling,

    /// <summary>Gives the account of a post another password and ends its sessions, since others hold the post.</summary>
    HandOver,

    /// <summary>Notes who holds a post whose account has a password of which the ledger does not know who was given it; asks nothing of the provider.</summary>
    NoteHolders,
}
