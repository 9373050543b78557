using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EduIct.Calendars;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves calendar feeds.</summary>
public static class EduIctCalendarEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves <c>GET</c> and <c>HEAD</c> of <c>{prefix}/{unit}/{token}.ics</c>: <c>text/calendar</c> with a strong <c>ETag</c> (304 where the client has it,
    /// RFC 9110). A wrong token and an unknown unit are both 404. Needs <c>AddEduIctCalendar</c>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path before the addresses of <see cref="CalendarAddresses"/>.</param>
    public static IEndpointConventionBuilder MapEduIctCalendar(this IEndpointRouteBuilder endpoints, string prefix = "/calendars")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        return endpoints.MapMethods(prefix.TrimEnd('/') + "/{unit}/{token}.ics", [HttpMethods.Get, HttpMethods.Head], ServeAsync);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ServeAsync(
        string unit, string token, HttpContext context, CalendarAddresses addresses, ICalendarSource source, FeedPublisher publisher, IOptions<CalendarOptions> options)
    {
        if (!addresses.IsToken(unit, token) || await source.FindAsync(unit, context.RequestAborted).ConfigureAwait(false) is not { } calendar)
        {
            return TypedResults.NotFound();
        }

        CalendarFeed feed = await publisher.PublishAsync(unit, calendar.Name, calendar.Duties, calendar.Steps, context.RequestAborted).ConfigureAwait(false);
        byte[] body = Encoding.UTF8.GetBytes(feed.ToICalendar());
        IHeaderDictionary headers = context.Response.Headers;

        // Whoever has the address has the feed: neither caches in between nor search machines nor the next page shall learn it.
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)options.Value.MaxAge.TotalSeconds}");
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        return TypedResults.File(body, "text/calendar; charset=utf-8", entityTag: tag);
    }
}
