namespace EduIct.Accounts;

/// <summary>What a caller can do about a provider's fault.</summary>
public enum DirectoryErrorKind
{
    /// <summary>Perhaps nothing is wrong: the connection broke, the server was busy or failed. The effect of the call is not known. Try again.</summary>
    Transient,

    /// <summary>Too many calls. Try again after <see cref="DirectoryException.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>What was made a moment ago is not ready to be used. Try again.</summary>
    NotReady,

    /// <summary>A quota that does not come back within minutes is used up. Stop, go on later.</summary>
    QuotaExhausted,

    /// <summary>No more seats (licences). Stop creating, the rest may go on.</summary>
    SeatsExhausted,

    /// <summary>The name or address is held already.</summary>
    Conflict,

    /// <summary>The thing is not there, or not visible yet.</summary>
    NotFound,

    /// <summary>The credentials are good and do not suffice for this.</summary>
    Forbidden,

    /// <summary>The credentials are not accepted. Stop.</summary>
    Unauthorized,

    /// <summary>The request is wrong and will be wrong again.</summary>
    Invalid,
}
