namespace EduIct.Dispatches;

/// <summary>What can happen to a letter once it is sent.</summary>
public enum DispatchEventKind
{
    /// <summary>The unit confirmed that it has it.</summary>
    Confirmed,

    /// <summary>A delivery report said that it could not be delivered (RFC 3464).</summary>
    Returned,

    /// <summary>The unit was asked again for its confirmation.</summary>
    Reminded,
}
