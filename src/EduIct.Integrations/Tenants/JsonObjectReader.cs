using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Issues;

namespace EduIct.Tenants;

/// <summary>Reads an object of a settings file and keeps account of every fault: missing, of the wrong type, unknown. Never stops at the first.</summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement _object;
    private readonly string _source;
    private readonly string _pointer;
    private readonly ImmutableArray<Issue>.Builder _issues;
    private readonly string _area;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public JsonObjectReader(JsonElement element, string source, string pointer, ImmutableArray<Issue>.Builder issues, string area = "tenant")
    {
        (_object, _source, _pointer, _issues, _area) = (element, source, pointer, issues, area);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", _area + ".wrong-type", "Phải là một đối tượng JSON.", "Must be a JSON object.");
        }
    }

    /// <summary>A fault at a property, or at the object itself where the name is empty.</summary>
    public void Fault(string name, string code, string vi, string en) =>
        _issues.Add(new Issue(code, new SourcePlace(_source, Field: Pointer(name)), new LocalizedText(vi, en)));

    public string? Text(string name, bool required = false) =>
        Find(name, required) is { } value && Is(value, name, JsonValueKind.String, "chuỗi", "a string") ? NotBlank(name, value.GetString()!) : null;

    public bool Flag(string name, bool fallback) =>
        Find(name, false) is not { } value ? fallback : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Is(value, name, JsonValueKind.True, "true hoặc false", "true or false"),
        };

    public int? Integer(string name, int least, int most)
    {
        if (Find(name, false) is not { } value || !Is(value, name, JsonValueKind.Number, "số", "a number"))
        {
            return null;
        }

        if (value.TryGetInt32(out int number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(name, _area + ".out-of-range", $"{value} không phải là số nguyên từ {least} đến {most}.", $"{value} is not a whole number from {least} to {most}.");
        return null;
    }

    public double? Share(string name)
    {
        if (Find(name, false) is not { } value || !Is(value, name, JsonValueKind.Number, "số", "a number"))
        {
            return null;
        }

        if (value.TryGetDouble(out double number) && number is >= 0 and <= 1)
        {
            return number;
        }

        Fault(name, _area + ".out-of-range", $"{value} không nằm trong khoảng 0 đến 1.", $"{value} is not a share from 0 to 1.");
        return null;
    }

    public ImmutableArray<string> Texts(string name, bool required = false)
    {
        if (Find(name, required) is not { } value || !Is(value, name, JsonValueKind.Array, "mảng các chuỗi", "an array of strings"))
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
        {
            if (Is(item, $"{name}/{index}", JsonValueKind.String, "chuỗi", "a string") && NotBlank($"{name}/{index}", item.GetString()!) is { } text)
            {
                texts.Add(text);
            }
        }

        if (required && value.GetArrayLength() == 0)
        {
            Fault(name, _area + ".missing", "Phải có ít nhất một mục.", "Must have at least one entry.");
        }

        return texts.ToImmutable();
    }

    /// <summary>An object inside; an absent one reads as an empty object, whose properties are then absent.</summary>
    public JsonObjectReader? Object(string name, bool required = false) =>
        Find(name, required) is { } value ? new JsonObjectReader(value, _source, Pointer(name), _issues, _area) : null;

    public IEnumerable<JsonObjectReader> Objects(string name, bool required = false)
    {
        if (Find(name, required) is not { } value || !Is(value, name, JsonValueKind.Array, "mảng các đối tượng", "an array of objects"))
        {
            yield break;
        }

        if (required && value.GetArrayLength() == 0)
        {
            Fault(name, _area + ".missing", "Phải có ít nhất một mục.", "Must have at least one entry.");
        }

        foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
        {
            yield return new JsonObjectReader(item, _source, $"{Pointer(name)}/{index}", _issues, _area);
        }
    }

    /// <summary>Names of the properties that are there, for objects whose names are data.</summary>
    public IEnumerable<string> Names() => _object.ValueKind == JsonValueKind.Object ? _object.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>Tells the properties that nobody asked for: a misspelt setting must not be passed over.</summary>
    public void Close()
    {
        foreach (string name in Names().Where(name => !_asked.Contains(name)))
        {
            Fault(name, _area + ".unknown-property",
                $"Thuộc tính lạ '{name}'. Được phép: {string.Join(", ", _asked)}.",
                $"Unknown property '{name}'. Known here: {string.Join(", ", _asked)}.");
        }
    }

    private JsonElement? Find(string name, bool required)
    {
        _asked.Add(name);
        if (_object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
        {
            return value;
        }

        if (required && _object.ValueKind == JsonValueKind.Object)
        {
            Fault(name, _area + ".missing", $"Thiếu '{name}'.", $"'{name}' is missing.");
        }

        return null;
    }

    private bool Is(JsonElement value, string name, JsonValueKind kind, string vi, string en)
    {
        if (value.ValueKind == kind)
        {
            return true;
        }

        Fault(name, _area + ".wrong-type", $"Phải là {vi}.", $"Must be {en}.");
        return false;
    }

    private string? NotBlank(string name, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Fault(name, _area + ".missing", "Không được để trống.", "Must not be blank.");
        return null;
    }

    // RFC 6901: ~ and / inside a name are escaped; names built here carry their own slashes for indices.
    private string Pointer(string name) => name.Length == 0 ? _pointer : $"{_pointer}/{name.Replace("~", "~0", StringComparison.Ordinal)}";
}
