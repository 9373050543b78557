using EduIct.Integrations.Tests.Mail;
using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>A unit's mailbox at real servers: a Postfix that delivers and reports, a Dovecot that shows it and knows who may log in, and an authority for tokens.</summary>
internal sealed class UnitMailbox : IAsyncDisposable
{
    private readonly PostfixServer _postfix;
    private readonly DovecotServer _dovecot;
    // Made so that only its owner can read it.
    private readonly string _password = Path.GetTempFileName();

    private UnitMailbox(PostfixServer postfix, DovecotServer dovecot, TokenIntrospection tokens) => (_postfix, _dovecot, Tokens) = (postfix, dovecot, tokens);

    public TokenIntrospection Tokens { get; }

    public PostfixServer Postfix => _postfix;

    public DovecotServer Dovecot => _dovecot;

    /// <summary>Starts both; null where that cannot be, and then <paramref name="missing"/> is told why.</summary>
    /// <param name="missing">Told why not.</param>
    /// <param name="mechanisms">How one may log in.</param>
    public static async Task<UnitMailbox?> StartAsync(Action<string> missing, string mechanisms = DovecotServer.AllMechanisms)
    {
        int login = PostfixServer.FreePort();
        if (await PostfixServer.StartAsync(missing, login) is not { } postfix)
        {
            return null;
        }

        TokenIntrospection tokens = new();
        if (await DovecotServer.StartAsync(missing, postfix, login, tokens, mechanisms) is not { } dovecot)
        {
            tokens.Dispose();
            await postfix.DisposeAsync();
            return null;
        }

        UnitMailbox mailbox = new(postfix, dovecot, tokens);
        await File.WriteAllTextAsync(mailbox._password, DovecotServer.Password + "\n");
        return mailbox;
    }

    /// <summary>How to send: TLS from the first byte, login by token.</summary>
    public MailServerOptions Smtp() => new()
    {
        Host = "localhost", Port = _postfix.TlsPort, TrustFile = _postfix.CertificateFile, UserName = DovecotServer.User, Tokens = new FixedToken(Tokens.Token), Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>How to read: TLS from the first byte, login by password.</summary>
    public InboxReaderOptions Imap() => new()
    {
        Server = new MailServerOptions
        {
            Host = "localhost", Port = _dovecot.TlsPort, TrustFile = _postfix.CertificateFile, UserName = DovecotServer.User, PasswordFile = _password, Timeout = TimeSpan.FromSeconds(30),
        },
    };

    /// <summary>Puts a message into the mailbox as it is.</summary>
    public async Task PutAsync(byte[] message)
    {
        foreach (string part in (string[])["", "tmp", "new", "cur"])
        {
            Directory.CreateDirectory(Path.Combine(_postfix.Maildir, part));
        }

        string name = $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}.{Guid.NewGuid():N}.test";
        await File.WriteAllBytesAsync(Path.Combine(_postfix.Maildir, "tmp", name), message);
        File.Move(Path.Combine(_postfix.Maildir, "tmp", name), Path.Combine(_postfix.Maildir, "new", name));
        await PostfixServer.RunAsync("/bin/chown", "-R", "65534:65534", _postfix.Maildir);
    }

    /// <summary>Makes the mailbox count anew: it forgets which message had which UID.</summary>
    public void ForgetUids()
    {
        foreach (string file in Directory.GetFiles(_postfix.Maildir, "dovecot*"))
        {
            File.Delete(file);
        }

        // By itself it takes the seconds of the clock, which may be those of the first time.
        File.WriteAllText(Path.Combine(_postfix.Maildir, "dovecot-uidlist"), "3 V4242 N1 G0123456789abcdef0123456789abcdef\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _dovecot.DisposeAsync();
        await _postfix.DisposeAsync();
        Tokens.Dispose();
        File.Delete(_password);
    }
}
