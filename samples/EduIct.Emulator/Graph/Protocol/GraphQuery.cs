using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>The OData options of a call.</summary>
internal sealed class GraphQuery(string text)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values = QueryHelpers.ParseQuery(text);

    public string? this[string name] =>
        values.TryGetValue(name, out var value) && value.Count > 0 && value[^1] is { Length: > 0 } last ? last : null;

    public string? Filter => this["$filter"];
    public bool Counts => string.Equals(this["$count"], "true", StringComparison.OrdinalIgnoreCase);
    public IReadOnlyList<string>? Select => this["$select"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public int Top(int standard, int most)
    {
        if (this["$top"] is not { } text)
            return standard;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var top))
            throw new GraphError(400, "BadRequest", $"Invalid value '{text}' for $top query option found. The $top query option requires a non-negative integer value.");
        return top >= 1 && top <= most
            ? top
            : throw GraphError.Unsupported($"Invalid page size specified: '{top}'. Must be between 1 and {most} inclusive.");
    }

    /// <summary>The same query with another page.</summary>
    public string With(string name, string value)
    {
        var kept = values.Where(pair => pair.Key is not ("$skiptoken" or "$deltatoken"))
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}");
        return string.Join('&', [.. kept, $"{name}={Uri.EscapeDataString(value)}"]);
    }

    /// <summary>What a page token is bound to: it continues the same listing only.</summary>
    public string Fingerprint() => EduIct.Emulator.Protocol.Wire.ETag(this["$filter"] ?? "", this["$select"] ?? "", this["$orderby"] ?? "")[1..9];
}
