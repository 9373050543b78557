using EduIct.Accounts;

namespace EduIct.Exchange;

/// <summary>The address of a next page as the port's page token.</summary>
internal static class PageToken
{
    /// <summary>The token of a page's <c>@odata.nextLink</c>; null on the last page.</summary>
    /// <exception cref="DirectoryException">The link leads to another server, to which no token may be sent.</exception>
    public static string? Next(GraphConnection connection, string? link) =>
        string.IsNullOrEmpty(link) ? null
        : connection.IsOurs(link) ? link
        : throw new DirectoryException(DirectoryErrorKind.Invalid, "foreignNextLink", "The address of the next page is on another server.");

    /// <summary>The address behind a token.</summary>
    /// <exception cref="ArgumentException">It is no token of ours.</exception>
    public static string Link(GraphConnection connection, string pageToken) =>
        connection.IsOurs(pageToken) ? pageToken : throw new ArgumentException("The page token is not one that this directory gave.", nameof(pageToken));
}
