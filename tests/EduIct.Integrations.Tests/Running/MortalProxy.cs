using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EduIct.Integrations.Tests.Running;

/// <summary>
/// Stands between a client and a server on the loopback, where the client's process may die before a request leaves and after it took effect: its answer never comes then,
/// and nothing more leaves. A call of the port that is several requests may so end between any two of them.
/// </summary>
internal sealed partial class MortalProxy : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });
    private readonly Uri _server;
    private readonly KillSwitch _kill;
    private int _calls;

    private MortalProxy(WebApplication application, Uri server, KillSwitch kill) => (_application, _server, _kill) = (application, server, kill);

    public Uri Root { get; private set; } = null!;

    public static async Task<MortalProxy> StartAsync(Uri server, KillSwitch kill)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        MortalProxy proxy = new(application, server, kill);
        application.Run(proxy.PassAsync);
        await application.StartAsync();
        proxy.Root = new Uri(application.Urls.Single());
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string method = $"{context.Request.Method} {Shape(target)}";
        int number = Interlocked.Increment(ref _calls);
        try
        {
            _kill.Moment(new CallPoint(method, Applied: false, number));
            using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), new Uri(_server, target));
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            request.Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null;
            foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
            {
                // The server names itself in its links as it is asked, so that they lead through here.
                if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                {
                    request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
                }
            }

            using HttpResponseMessage answer = await _http.SendAsync(request);
            byte[] content = await answer.Content.ReadAsByteArrayAsync();
            _kill.Moment(new CallPoint(method, Applied: true, number));
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
            {
                if (!string.Equals(name, "Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                {
                    context.Response.Headers[name] = values.ToArray();
                }
            }

            if (content.Length > 0)
            {
                await context.Response.Body.WriteAsync(content);
            }
        }
        catch (Exception exception) when (exception is KillSwitch.KilledException or HttpRequestException)
        {
            context.Abort();
        }
    }

    // The path with ids and addresses left out, so that a test can name a kind of request.
    private static string Shape(string target) => Name().Replace(target.Split('?')[0], "/{id}");

    [GeneratedRegex("/([0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9]{10,}|[^/]*(@|%40)[^/]*)(?=/|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
