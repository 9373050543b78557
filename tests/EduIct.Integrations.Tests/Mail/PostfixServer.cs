using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A Postfix of the test's own: configuration, queue, ports and mailboxes in a folder that is gone with it. It knows nothing of the system's.</summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    public const string Domain = "bentre.edu.vn";

    private readonly string _folder;

    private PostfixServer(string folder, X509Certificate2 certificate) => (_folder, Certificate) = (folder, certificate);

    public int Port { get; } = FreePort();

    /// <summary>A port where TLS comes first.</summary>
    public int TlsPort { get; } = FreePort();

    /// <summary>Where all mail for the domain is delivered, a Maildir.</summary>
    public string Maildir => Path.Combine(_folder, "mail", "all");

    /// <summary>Certificate and key, PEM.</summary>
    public string CertificateFile => Path.Combine(_folder, "cert.pem");

    public X509Certificate2 Certificate { get; }

    /// <summary>Mail for the domain, each in a file, in the order of their names.</summary>
    public string[] Delivered => Directory.Exists(Path.Combine(_folder, "mail", "all", "new"))
        ? [.. Directory.GetFiles(Path.Combine(_folder, "mail", "all", "new")).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Starts one; null where that cannot be, and then <paramref name="missing"/> is told why.</summary>
    /// <param name="missing">Told why not.</param>
    /// <param name="login">A Dovecot's port for logins: who logs in there may send to anybody. Null: nobody can log in.</param>
    public static async Task<PostfixServer?> StartAsync(Action<string> missing, int? login = null)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/sbin/postfix") || !Directory.Exists("/usr/lib/postfix/sbin"))
        {
            missing("Skipped: Postfix of Debian is not installed here, or this is not root, whom it wants.");
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("eduict-postfix-").FullName;
        PostfixServer server = new(folder, SelfSigned());
        await server.ConfigureAsync(login);
        (int exit, string text) = await RunAsync("/usr/sbin/postfix", "-c", server.Config, "start");
        if (exit == 0 && await server.AnswersAsync())
        {
            return server;
        }

        missing($"Skipped: Postfix does not start here ({exit}: {text.Trim()} {server.Log()}).");
        await server.DisposeAsync();
        return null;
    }

    /// <summary>Waits until so many are delivered.</summary>
    public async Task<string[]> WaitForAsync(int number)
    {
        for (int i = 0; i < 300 && Delivered.Length < number; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.True(Delivered.Length >= number, $"{Delivered.Length} of {number} messages were delivered. {Log()}");
        return Delivered;
    }

    public async ValueTask DisposeAsync()
    {
        // Its own master, found by the process id in its own queue's folder.
        await RunAsync("/usr/sbin/postfix", "-c", Config, "stop");
        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Config => Path.Combine(_folder, "etc");

    private string Log()
    {
        string log = Path.Combine(_folder, "log");
        return File.Exists(log) ? File.ReadAllText(log) : "";
    }

    private async Task ConfigureAsync(int? login)
    {
        foreach (string name in (string[])["etc", "queue", "data", "mail"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        await RunAsync("/bin/chmod", "755", _folder);
        await RunAsync("/bin/chmod", "777", Path.Combine(_folder, "mail"));
        await RunAsync("/bin/chown", "postfix", Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(CertificateFile, Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + Certificate.ExportCertificatePem() + "\n");
        await File.WriteAllTextAsync(Path.Combine(Config, "access"), $"khong@{Domain} REJECT\n");
        await File.WriteAllTextAsync(Path.Combine(Config, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_folder}/queue
            data_directory = {_folder}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            maillog_file = {_folder}/log
            maillog_file_prefixes = {_folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = thu.{Domain}
            mydestination =
            alias_maps =
            local_recipient_maps =
            virtual_mailbox_domains = {Domain}
            virtual_mailbox_base = {_folder}/mail
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:65534
            virtual_alias_maps = inline:{"{"} {"{"}vang.mat@{Domain} = vang.mat@gmail.com{"}"} {"}"}
            virtual_gid_maps = static:65534
            message_size_limit = 30000000
            mailbox_size_limit = 0
            virtual_mailbox_limit = 0
            smtpd_tls_chain_files = {CertificateFile}
            smtpd_tls_security_level = may
            smtpd_tls_received_header = yes
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            smtpd_sasl_auth_enable = {(login is null ? "no" : "yes")}
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:{login ?? 0}
            smtpd_tls_auth_only = yes
            smtpd_recipient_restrictions = check_recipient_access texthash:{_folder}/etc/access
            default_transport = error:no mail leaves this machine

            """);
        await File.WriteAllTextAsync(Path.Combine(Config, "master.cf"), $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            127.0.0.1:{TlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            postlog unix-dgram n - n - 1 postlogd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            anvil unix - - n - 1 anvil
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual

            """);
    }

    private async Task<bool> AnswersAsync()
    {
        for (int i = 0; i < 100; i++)
        {
            try
            {
                // A server that cannot read its configuration is listened for by its master and says nothing.
                using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20), TimeProvider.System);
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                byte[] greeting = new byte[3];
                await client.GetStream().ReadExactlyAsync(greeting, limit.Token);
                return Encoding.ASCII.GetString(greeting) == "220";
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

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN=thu.{Domain}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    public static async Task<(int Exit, string Output)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            // The daemon must not inherit our pipes, or reading them would not end: its words go to its log.
            using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", program, .. arguments]) { UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return (process.ExitCode, "");
        }
        catch (Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }
}
