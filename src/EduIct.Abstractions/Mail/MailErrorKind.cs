namespace EduIct.Mail;

/// <summary>What a caller can do about a fault in sending.</summary>
public enum MailErrorKind
{
    /// <summary>Perhaps nothing is wrong: the connection broke or the server was busy. Whether the message was taken is not known. Send it again, with the same identifier.</summary>
    Transient,

    /// <summary>Too many messages. Send it again later, and the others too.</summary>
    Throttled,

    /// <summary>The transport could not be reached, or not safely: wrong name, no answer, no TLS, a certificate that is not trusted. Nothing was sent.</summary>
    Unreachable,

    /// <summary>The login is not accepted, or one is demanded. Nothing was sent, and nothing will be until somebody mends it.</summary>
    Authentication,

    /// <summary>Nobody is there at that address, or mail for it is refused, for good.</summary>
    RefusedRecipient,

    /// <summary>The message itself or its sender is refused for good.</summary>
    RefusedMessage,

    /// <summary>The message is larger than the server takes.</summary>
    TooLarge,
}
