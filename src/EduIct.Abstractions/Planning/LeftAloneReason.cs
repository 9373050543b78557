namespace EduIct.Planning;

/// <summary>Why something is left as it is. Files carry the names in camel case.</summary>
public enum LeftAloneReason
{
    /// <summary>An administrator's account, or an address that the policy protects.</summary>
    Protected,

    /// <summary>The rows of the person are faulty, and the caller asked to go on without them.</summary>
    AcceptedFault,

    /// <summary>No longer in the roster, which is not complete for that unit and role.</summary>
    NotCovered,

    /// <summary>A leaver, and the policy does not suspend leavers.</summary>
    LeaverKept,

    /// <summary>A graduate within the time that the policy keeps the account.</summary>
    GraduateKept,

    /// <summary>A suspended leaver whose retention time is not over, or has no end.</summary>
    Retained,

    /// <summary>Barred, but not by us: only who barred it opens it again.</summary>
    SuspendedByOthers,

    /// <summary>No domain of the tenant is for the person's unit and role.</summary>
    NoDomain,

    /// <summary>No pattern gives the person an address that is legal and free.</summary>
    NoAddress,

    /// <summary>A name is longer than the provider accepts.</summary>
    NameTooLong,

    /// <summary>The person has no key in a code system of the tenant.</summary>
    NoKey,

    /// <summary>Two accounts carry the same person's key, or a person is known under two keys: somebody has to say which is right.</summary>
    DuplicateKey,

    /// <summary>Too few seats are free, and others come first by the policy; the next plan tries again.</summary>
    NoSeat,

    /// <summary>The address of a post is held by somebody or something else, alive or deleted, at one of the providers.</summary>
    AddressHeld,

    /// <summary>Nobody holds the post on the day.</summary>
    NoHolder,

    /// <summary>Who holds a post has no account in use that can be a member of its group.</summary>
    HolderWithoutAccount,

    /// <summary>A member of a post's group of whom the holders say nothing and whose account is not ours: somebody added it by hand.</summary>
    AddedByHand,

    /// <summary>No directive names the post any more, or its unit is no longer: its mailbox stays, since an address is for ever.</summary>
    PostEnded,

    /// <summary>A group that was made before education resources were wanted: the provider makes no class of it.</summary>
    GroupNotClass,

    /// <summary>Directives name several addresses of a post, and its account has another of them: an account has one.</summary>
    OtherAddress,
}
