using System.Security.Cryptography;
using EduIct.Directives;
using EduIct.Units;
using NodaTime;

namespace EduIct.Guardians;

/// <summary>Records which guardians asked which schools for results. That one wants no more is <see cref="TermResultService"/>'s, since messages may be on their way.</summary>
/// <param name="register">The register, such as <see cref="Ledger.SqliteLedger.Guardians"/>.</param>
/// <param name="library">The directives, for the clauses on paid channels.</param>
/// <param name="allowPaidChannels">Whether channels for which guardians pay may be asked for. Default: false; see <see cref="TermResultOptions.AllowPaidChannels"/>.</param>
public sealed class GuardianConsents(IGuardianRegister register, DirectiveLibrary library, bool allowPaidChannels = false)
{
    /// <summary>Records that a guardian asked. A channel for which guardians pay is refused with the clause, unless that is allowed.</summary>
    /// <param name="school">The school.</param>
    /// <param name="contact">Where the guardian wants them.</param>
    /// <param name="at">Since when.</param>
    /// <param name="how">How it is known, such as <c>đơn ngày 5/9</c>; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<ConsentOutcome> AskAsync(UnitCode school, GuardianContact contact, Instant at, string how, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentException.ThrowIfNullOrWhiteSpace(how);
        if (!allowPaidChannels && PaidChannels.Refuse(contact.Channel, library) is { } refusal)
        {
            return new ConsentOutcome(null, refusal);
        }

        var consent = new GuardianConsent
        {
            School = school,
            Contact = DigestOf(register, contact),
            Channel = contact.Channel,
            Code = StopCode.Parse(StopCode.Prefix + RandomNumberGenerator.GetString(StopCode.Alphabet, StopCode.Length)),
            AskedAt = at,
            How = how,
        };
        return new ConsentOutcome(await register.AskAsync(consent, cancellationToken).ConfigureAwait(false), null);
    }

    /// <summary>What the register keeps of a contact.</summary>
    internal static string DigestOf(IGuardianRegister register, GuardianContact contact) => register.DigestOf($"{contact.Channel.Name}:{contact.Value}");
}
