namespace EduIct.Emulator.Graph.Protocol;

/// <summary>One method of the API: name for faults and counts, path template, application permissions of which one is needed, cost in resource units, and what it does.</summary>
internal sealed record GraphMethod(string Name, string Verb, string Template, string[] Permissions, int Units, Func<GraphCall, GraphReply> Run)
{
    private readonly string[] segments = Template.Split('/');

    public bool IsRead => Verb == "GET";

    /// <summary>The values of the template's placeholders, or null where the path is another's.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        if (path.Length != segments.Length)
            return null;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
            if (segments[i].StartsWith('{'))
                keys[segments[i][1..^1]] = path[i];
            else if (!segments[i].Equals(path[i], StringComparison.OrdinalIgnoreCase))
                return null;
        return keys;
    }
}
