using System.Text.Json.Nodes;

namespace EduIct.Emulator.Protocol;

/// <summary>One method of the API: its path template, the scopes of which one is needed, the shape of its answer, and what it does.</summary>
internal sealed record ApiMethod(string Name, string Verb, string Template, string[] Scopes, FieldSchema? Answer, Func<ApiCall, JsonObject?> Run)
{
    private readonly string[] segments = Template.Split('/');

    public bool IsRead => Verb == "GET";

    /// <summary>The values of the template's placeholders, or null where the path is another's. <c>{+x}</c> takes the rest, slashes included.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (i >= path.Length)
                return null;
            if (segment.StartsWith("{+", StringComparison.Ordinal))
            {
                keys[segment[2..^1]] = string.Join('/', path[i..]);
                return keys;
            }
            if (segment.StartsWith('{'))
                keys[segment[1..^1]] = path[i];
            else if (segment != path[i])
                return null;
        }
        return path.Length == segments.Length ? keys : null;
    }
}
