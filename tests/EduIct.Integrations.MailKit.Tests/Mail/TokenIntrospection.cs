using System.Net;
using System.Text;
using EduIct.Integrations.Tests.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Says on loopback which tokens are good (RFC 7662), as an authority does to whom a mail server turns.</summary>
internal sealed class TokenIntrospection : IDisposable
{
    private readonly HttpListener _listener = new();

    public TokenIntrospection()
    {
        Address = new Uri($"http://127.0.0.1:{PostfixServer.FreePort()}/introspect/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = AnswerAsync();
    }

    public Uri Address { get; }

    /// <summary>The only good token.</summary>
    public string Token { get; } = "ya29.good-token";

    public int Asked { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Asked++;
            using StreamReader reader = new(context.Request.InputStream);
            string form = await reader.ReadToEndAsync();
            string answer = Uri.UnescapeDataString(form).Contains($"token={Token}", StringComparison.Ordinal)
                ? $$"""{"active":true,"username":"{{DovecotServer.User}}"}"""
                : """{"active":false}""";
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
    }
}
