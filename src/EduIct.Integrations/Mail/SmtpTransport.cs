using System.Collections.Immutable;
using System.Net;
using System.Net.Mail;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>
/// Hands messages to a mail server over SMTP by the platform's client: one connection for each message, TLS before anything is said (STARTTLS) except to a server on
/// this machine, login by AUTH LOGIN. The platform writes the headers, with the date of the attempt; identifier and content are the message's. A server that
/// refuses the login but takes mail without one is given the mail: that is how the platform's client works.
/// </summary>
public sealed class SmtpTransport : IMailTransport
{
    private readonly string _host;
    private readonly int _port;
    private readonly bool _requireTls;
    private readonly TimeSpan _timeout;
    private readonly SmtpLogin? _login;
    private readonly TimeProvider _time;

    /// <summary>A mail server as transport. The password is read now.</summary>
    /// <param name="options">How to reach it.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names all that is.</exception>
    public SmtpTransport(SmtpOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.TryRead(out _login, out ImmutableArray<Issue> issues))
        {
            throw new ArgumentException(string.Join(' ', issues.Select(issue => $"{issue.Code}: {issue.Message.En}")), nameof(options));
        }

        (_host, _port, _requireTls, _timeout) = (options.Host, options.Port, options.RequireTls, options.Timeout);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => "smtp";

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource limit = new(_timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using System.Net.Mail.MailMessage mail = PlatformMail.Of(message);
        using SmtpClient client = new(_host, _port)
        {
            EnableSsl = _requireTls,
            UseDefaultCredentials = false,
            Credentials = _login is null ? null : new NetworkCredential(_login.UserName, _login.Password),
        };
        try
        {
            await client.SendMailAsync(mail, either.Token).ConfigureAwait(false);
            return MailReceipt.ForAll(message);
        }
        catch (Exception exception) when (either.IsCancellationRequested && exception is SmtpException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MailException(MailErrorKind.Transient, "timeout", $"The mail server did not take the message within {_timeout}.", exception);
        }
        catch (SmtpFailedRecipientException exception)
        {
            return Partly(message, exception);
        }
        catch (SmtpException exception)
        {
            MailException fault = SmtpFault.Of(exception);
            if (fault.Kind == MailErrorKind.RefusedMessage && message.Recipients.Length > 1)
            {
                return await SendToEachAsync(message, cancellationToken).ConfigureAwait(false);
            }

            throw fault;
        }
    }

    // The platform knows 550 and the like as the refusal of one recipient. At any other code, such as Postfix's 554 for an address it does not relay to, it gives the
    // whole message up and does not say at whom. Nobody has it then, so each gets it alone, and the refusal meets whom it is for.
    private async Task<MailReceipt> SendToEachAsync(MailMessage message, CancellationToken cancellationToken)
    {
        List<MailRecipientOutcome> outcomes = [];
        MailException? last = null;
        foreach (Addresses.EmailAddress address in message.Recipients)
        {
            try
            {
                outcomes.AddRange((await SendAsync(message.For([address]), cancellationToken).ConfigureAwait(false)).Recipients);
            }
            catch (MailException fault)
            {
                outcomes.Add(new MailRecipientOutcome(address, fault.Kind, fault.Reason));
                last = fault;
            }
        }

        return Receipt([.. outcomes], last!);
    }

    private static MailReceipt Partly(MailMessage message, SmtpFailedRecipientException exception)
    {
        ImmutableArray<MailRecipientOutcome> refused = SmtpFault.Refused(exception);
        ImmutableArray<MailRecipientOutcome> outcomes =
        [
            .. message.Recipients.Select(address => refused.FirstOrDefault(outcome => outcome.Address == address) ?? new MailRecipientOutcome(address)),
        ];
        return Receipt(outcomes, exception);
    }

    private static MailReceipt Receipt(ImmutableArray<MailRecipientOutcome> outcomes, Exception exception)
    {
        if (outcomes.Any(outcome => outcome.IsTaken))
        {
            return new MailReceipt(outcomes);
        }

        // For nobody: the fault that may pass counts most, since with it trying again makes sense.
        MailRecipientOutcome first = outcomes.FirstOrDefault(outcome => outcome.MayPass) ?? outcomes[0];
        throw new MailException(first.Fault!.Value, first.Reason!, exception.Message, exception) { Recipients = outcomes };
    }
}
