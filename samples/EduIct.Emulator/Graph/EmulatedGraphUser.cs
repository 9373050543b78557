namespace EduIct.Emulator;

/// <summary>A Graph account as it stands in the emulator, for tests to look at without a call.</summary>
/// <param name="Id">The object id.</param>
/// <param name="UserPrincipalName">The name to log in by.</param>
/// <param name="Mail">The primary address; null without a mailbox.</param>
/// <param name="ProxyAddresses">All addresses, each with its scheme; the primary one's is in capitals.</param>
/// <param name="AccountEnabled">Whether one can log in.</param>
/// <param name="DisplayName">The name shown.</param>
/// <param name="ExtensionAttributes">The <c>onPremisesExtensionAttributes</c> that are set.</param>
/// <param name="Licences">The <c>skuId</c> of each licence.</param>
/// <param name="HasPassword">Whether a password was given; the password itself is not kept.</param>
/// <param name="DeletedAt">When it was deleted; null for a live account.</param>
public sealed record EmulatedGraphUser(
    string Id,
    string UserPrincipalName,
    string? Mail,
    IReadOnlyList<string> ProxyAddresses,
    bool AccountEnabled,
    string DisplayName,
    IReadOnlyDictionary<string, string> ExtensionAttributes,
    IReadOnlyList<string> Licences,
    bool HasPassword,
    DateTimeOffset? DeletedAt)
{
    /// <summary>The names of the administrative units that it is in.</summary>
    public IReadOnlyList<string> AdministrativeUnits { get; init; } = [];

    /// <summary>When its password was last set.</summary>
    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>When its sessions were last ended; null for never.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }
}

/// <summary>A Graph group as it stands in the emulator.</summary>
/// <param name="Id">The object id.</param>
/// <param name="MailNickname">The local part of its address.</param>
/// <param name="Mail">Its address; null for a security group.</param>
/// <param name="DisplayName">The name shown.</param>
/// <param name="Members">The ids of its direct members.</param>
public sealed record EmulatedGraphGroup(string Id, string MailNickname, string? Mail, string DisplayName, IReadOnlyList<string> Members);

/// <summary>A message that was sent through Graph.</summary>
/// <param name="From">The sender's address.</param>
/// <param name="Json">The message as Graph's JSON; null where it came as MIME.</param>
/// <param name="Mime">The message as MIME; null where it came as JSON.</param>
/// <param name="SentAt">When.</param>
public sealed record EmulatedMessage(string From, string? Json, string? Mime, DateTimeOffset SentAt)
{
    /// <summary>To whom it went, hidden copies included.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}
