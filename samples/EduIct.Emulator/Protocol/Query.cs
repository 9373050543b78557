using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace EduIct.Emulator.Protocol;

/// <summary>The query parameters of a call, read by type and refused as Google's front end refuses them.</summary>
internal sealed class Query(string text)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values = QueryHelpers.ParseQuery(text);

    public string? this[string name] =>
        values.TryGetValue(name, out var value) && value.Count > 0 && value[^1] is { Length: > 0 } last ? last : null;

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        if (this[name] is not { } value)
            return null;
        foreach (var option in allowed)
            if (string.Equals(option, value, StringComparison.OrdinalIgnoreCase))
                return option;
        throw ApiError.InvalidParameter(name, $"Invalid value '{value}'. Allowed values are: [{string.Join(", ", allowed.ToArray())}]");
    }

    public bool Flag(string name) => OneOf(name, "true", "false") == "true";

    public bool Descending => OneOf("sortOrder", "ASCENDING", "DESCENDING") == "DESCENDING";

    public int MaxResults(int standard, int max, bool clamp)
    {
        if (this["maxResults"] is not { } text)
            return standard;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            throw ApiError.InvalidParameter("maxResults", $"Invalid integer value: '{text}'.");
        if (count >= 1 && (count <= max || clamp))
            return Math.Min(count, max);
        throw ApiError.InvalidParameter("maxResults", $"Invalid value '{count}'. Values must be within the range: [1, {max}]");
    }

    /// <summary>What a page token is bound to: it continues the same listing only.</summary>
    public string Fingerprint(params ReadOnlySpan<string> names)
    {
        var parts = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
            parts[i] = names[i] + "=" + this[names[i]];
        return Wire.ETag(parts);
    }
}
