namespace EduIct.Exchange;

/// <summary>How one thing is named inside a request on another.</summary>
internal static class References
{
    /// <summary>A user as <c>@odata.id</c>. Known by its id alone: whether names are taken there too, the references do not say.</summary>
    public static string User(Uri root, string id) => $"{root.AbsoluteUri.TrimEnd('/')}/directoryObjects/{Uri.EscapeDataString(id)}";

    /// <summary>A class or a user as <c>@odata.id</c> for an education resource.</summary>
    public static string Education(Uri root, string set, string id) => $"{root.AbsoluteUri.TrimEnd('/')}/education/{set}/{Uri.EscapeDataString(id)}";

    /// <summary>A text as a literal in a filter (OData 4.01 URL conventions, section 5.1.1.14.1): in quotes, a quote inside doubled.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
