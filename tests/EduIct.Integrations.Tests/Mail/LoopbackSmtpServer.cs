using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A mail server on loopback that speaks SMTP (RFC 5321) and answers as the test says.</summary>
internal sealed class LoopbackSmtpServer : IAsyncDisposable
{
    public const string User = "phongcntt";
    public const string Password = "mật khẩu";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public LoopbackSmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The reply to a command line, to <c>CONNECT</c>, or to <c>BODY</c> (after the message); null: the usual one; empty: the connection is dropped.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Offers STARTTLS with it.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool OffersLogin { get; init; }

    public ConcurrentQueue<string> Commands { get; } = [];

    public ConcurrentQueue<ReceivedMail> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                sessions.Add(SessionAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task SessionAsync(TcpClient client)
    {
        using TcpClient closing = client;
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            Commands.Enqueue($"({exception.GetType().Name})");
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        (bool secure, bool known) = (false, false);
        (string from, List<string> to) = ("", []);
        if (!await ReplyAsync(stream, Answer("CONNECT") ?? "220 thu.bentre.edu.vn ESMTP"))
        {
            return;
        }

        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            string usual = "250 2.0.0 Ok";
            string? special = Answer(line);
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
            {
                usual = "250-thu.bentre.edu.vn\r\n" + (Certificate is not null && !secure ? "250-STARTTLS\r\n" : "") + (OffersLogin ? "250-AUTH LOGIN\r\n" : "") + "250-DSN\r\n250 SIZE 40000000";
            }
            else if (line == "STARTTLS" && Certificate is not null)
            {
                await WriteAsync(stream, "220 2.0.0 Ready");
                SslStream tls = new(stream);
                await tls.AuthenticateAsServerAsync(Certificate);
                (stream, secure) = (tls, true);
                continue;
            }
            else if (line.StartsWith("AUTH login ", StringComparison.OrdinalIgnoreCase))
            {
                await WriteAsync(stream, "334 UGFzc3dvcmQ6");
                string password = await ReadLineAsync(stream) ?? "";
                known = (line[11..], password) == (Base64(User), Base64(Password));
                usual = known ? "235 2.7.0 Ok" : "535 5.7.8 Bad credentials";
            }
            else if (line.StartsWith("MAIL FROM:", StringComparison.Ordinal))
            {
                (from, to) = (line, []);
                usual = OffersLogin && !known ? "530 5.7.0 Authentication required" : usual;
            }
            else if (line.StartsWith("RCPT TO:", StringComparison.Ordinal) && special is null)
            {
                to.Add(line[9..line.IndexOf('>', StringComparison.Ordinal)]);
            }
            else if (line == "DATA")
            {
                usual = "354 Go on";
            }
            else if (line == "QUIT")
            {
                await WriteAsync(stream, "221 2.0.0 Bye");
                return;
            }

            if (!await ReplyAsync(stream, special ?? usual))
            {
                return;
            }

            if (line == "DATA" && special is null)
            {
                ReceivedMail mail = new(from, [.. to], await ReadMessageAsync(stream), secure);
                string? afterwards = Answer("BODY");
                if (afterwards is null)
                {
                    Received.Enqueue(mail);
                }

                if (!await ReplyAsync(stream, afterwards ?? "250 2.0.0 Queued"))
                {
                    return;
                }
            }
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<byte[]> ReadMessageAsync(Stream stream)
    {
        StringBuilder message = new();
        while (await ReadLineAsync(stream) is { } line && line != ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(message.ToString());
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private static async Task<bool> ReplyAsync(Stream stream, string reply)
    {
        if (reply.Length == 0)
        {
            return false;
        }

        await WriteAsync(stream, reply);
        return true;
    }

    private static async Task WriteAsync(Stream stream, string reply) => await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));

    internal sealed record ReceivedMail(string From, string[] To, byte[] Data, bool Secure);
}
