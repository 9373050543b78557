using System.Net;
using System.Net.Sockets;
using System.Text;
using EduIct.Integrations.Tests.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>
/// A Dovecot of the test's own over the Maildir of a Postfix of the test's own: configuration, run-time files and ports in a folder that is gone with it. It logs in by password, and by the
/// tokens that <see cref="TokenIntrospection"/> knows; Postfix asks it about logins too.
/// </summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    public const string User = "phongcntt@bentre.edu.vn";
    public const string Password = "mật khẩu của hộp thư";
    public const string AllMechanisms = "plain login xoauth2 oauthbearer";

    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-dovecot-").FullName;

    private DovecotServer()
    {
    }

    /// <summary>The port with TLS from the first byte.</summary>
    public int TlsPort { get; } = PostfixServer.FreePort();

    /// <summary>The port with STARTTLS.</summary>
    public int Port { get; } = PostfixServer.FreePort();

    private string Config => Path.Combine(_folder, "dovecot.conf");

    /// <summary>Starts one; null where that cannot be, and then <paramref name="missing"/> is told why.</summary>
    /// <param name="missing">Told why not.</param>
    /// <param name="postfix">Whose mail it shows.</param>
    /// <param name="login">The port at which it answers Postfix.</param>
    /// <param name="tokens">Who knows tokens.</param>
    /// <param name="mechanisms">How one may log in, here and at Postfix.</param>
    public static async Task<DovecotServer?> StartAsync(Action<string> missing, PostfixServer postfix, int login, TokenIntrospection tokens, string mechanisms = AllMechanisms)
    {
        if (!File.Exists("/usr/sbin/dovecot") || !File.Exists("/usr/lib/dovecot/imap"))
        {
            missing("Skipped: Dovecot of Debian (dovecot-imapd) is not installed here.");
            return null;
        }

        DovecotServer server = new();
        await server.ConfigureAsync(postfix, login, tokens, mechanisms);
        (int exit, _) = await PostfixServer.RunAsync("/usr/sbin/dovecot", "-c", server.Config);
        if (exit == 0 && await server.AnswersAsync())
        {
            return server;
        }

        string log = Path.Combine(server._folder, "log");
        missing($"Skipped: Dovecot does not start here ({exit}: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}).");
        await server.DisposeAsync();
        return null;
    }

    public string ReadLog() => File.ReadAllText(Path.Combine(_folder, "log"));

    public async ValueTask DisposeAsync()
    {
        // Its own master, found by the process id in its own folder.
        await PostfixServer.RunAsync("/usr/bin/doveadm", "-c", Config, "stop");
        for (int i = 0; i < 100 && File.Exists(Path.Combine(_folder, "run", "master.pid")); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConfigureAsync(PostfixServer postfix, int login, TokenIntrospection tokens, string mechanisms)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "home"));
        await PostfixServer.RunAsync("/bin/chmod", "755", _folder);
        await PostfixServer.RunAsync("/bin/chmod", "777", Path.Combine(_folder, "home"));
        string passwords = Path.Combine(_folder, "users");
        await File.WriteAllTextAsync(passwords, $"{User}:{{PLAIN}}{Password}\n");
        string oauth = Path.Combine(_folder, "oauth2.conf");
        await File.WriteAllTextAsync(oauth, $"""
            introspection_mode = post
            introspection_url = {tokens.Address}
            username_attribute = username
            active_attribute = active
            active_value = true

            """);
        await File.WriteAllTextAsync(Config, $$"""
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/run
            log_path = {{_folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <{{postfix.CertificateFile}}
            ssl_key = <{{postfix.CertificateFile}}
            mail_location = maildir:{{postfix.Maildir}}
            first_valid_uid = 1
            auth_mechanisms = {{mechanisms}}
            passdb {
              driver = passwd-file
              mechanisms = plain login
              args = {{passwords}}
            }
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = {{oauth}}
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{_folder}}/home
            }
            service imap-login {
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = {{TlsPort}}
                ssl = yes
              }
            }
            service auth {
              inet_listener {
                address = 127.0.0.1
                port = {{login}}
              }
            }

            """);
    }

    private async Task<bool> AnswersAsync()
    {
        for (int i = 0; i < 100; i++)
        {
            try
            {
                using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20), TimeProvider.System);
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                byte[] greeting = new byte[4];
                await client.GetStream().ReadExactlyAsync(greeting, limit.Token);
                return Encoding.ASCII.GetString(greeting) == "* OK";
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        return false;
    }
}
