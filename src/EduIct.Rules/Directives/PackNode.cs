using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Directives;

/// <summary>A value of a pack's JSON with its pointer (RFC 6901). What it is not is told, and the reading goes on.</summary>
internal readonly struct PackNode(JsonElement json, string pointer, PackFaults faults)
{
    private const int LongestText = 4000;

    // Texts come into reports and terminals: no controls, nothing that turns the direction of what follows.
    private static readonly SearchValues<char> s_refused = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), '\u007F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);

    public string Pointer => pointer;

    public JsonValueKind Type => json.ValueKind;

    public bool IsObject()
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        Fault("type", "Cần một đối tượng.", "An object is needed.");
        return false;
    }

    /// <summary>Tells every property that the object should not have; a misspelt one would otherwise be lost.</summary>
    public void Only(ReadOnlySpan<string> names)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                faults.Add("unknown-property", PointerTo(property.Name), $"Không có thuộc tính '{property.Name}' ở đây.", $"There is no property '{property.Name}' here.");
            }
        }
    }

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public PackNode? Find(string name, bool required = false)
    {
        if (json.TryGetProperty(name, out JsonElement value))
        {
            return new PackNode(value, PointerTo(name), faults);
        }

        if (required)
        {
            Fault("missing-property", $"Thiếu '{name}'.", $"'{name}' is missing.");
        }

        return null;
    }

    public IEnumerable<PackNode> Items(string name, bool required = false)
    {
        if (Find(name, required) is not { } list)
        {
            return [];
        }

        if (list.Type == JsonValueKind.Array)
        {
            return list.Elements();
        }

        list.Fault("type", "Cần một mảng.", "An array is needed.");
        return [];
    }

    public string? Text(string name, bool required = false) => Find(name, required)?.Text();

    public string? Text()
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            Fault("type", "Cần một chuỗi.", "A string is needed.");
            return null;
        }

        string text = json.GetString()!;
        if (text.Length > LongestText || string.IsNullOrWhiteSpace(text))
        {
            Fault("text-length", $"Chuỗi phải có từ 1 đến {LongestText} ký tự.", $"A text has 1 to {LongestText} characters.");
            return null;
        }

        if (text.AsSpan().ContainsAny(s_refused))
        {
            Fault("control-character", "Chuỗi có ký tự điều khiển.", "The text has control characters.");
            return null;
        }

        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            Fault("not-nfc", "Chuỗi không ở dạng Unicode NFC.", "The text is not in Unicode NFC.");
            return null;
        }

        return text;
    }

    /// <summary>An expression may have lines; what else it may not have, CEL tells.</summary>
    public string? Expression()
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return json.GetString();
        }

        Fault("type", "Cần một biểu thức CEL trong chuỗi.", "A CEL expression in a string is needed.");
        return null;
    }

    public LocalizedText? Localized(string name, bool required = false) => Find(name, required)?.Localized();

    public LocalizedText? Localized()
    {
        if (!IsObject())
        {
            return null;
        }

        Only(["vi", "en"]);
        return Text("vi", required: true) is { } vi && Text("en", required: true) is { } en ? new LocalizedText(vi, en) : null;
    }

    public ImmutableArray<LocalizedText> LocalizedTexts(string name) => [.. Items(name).Select(item => item.Localized()).OfType<LocalizedText>()];

    public bool Flag(string name)
    {
        switch (Find(name))
        {
            case null:
                return false;
            case { Type: JsonValueKind.True or JsonValueKind.False } value:
                return value.Type == JsonValueKind.True;
            case { } other:
                other.Fault("type", "Cần true hoặc false.", "true or false is needed.");
                return false;
        }
    }

    public double? Number(string name, bool required = false)
    {
        if (Find(name, required) is not { } value)
        {
            return null;
        }

        if (value.Double() is { } number)
        {
            return number;
        }

        value.Fault("type", "Cần một số.", "A number is needed.");
        return null;
    }

    public LocalDate? Date(string name, bool required = false) => Find(name, required)?.Parse(IsoText.Date, "2008-10-20");

    public T? Parse<T>(Func<string, T?> read, string example)
        where T : struct
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (read(text) is { } value)
        {
            return value;
        }

        Fault("form", $"'{text}' không có dạng {example}.", $"'{text}' is not of the form {example}.");
        return null;
    }

    public T? Of<T>(string name, bool required = false)
        where T : struct, Enum
    {
        if (Find(name, required) is not { } value || value.Text() is not { } text)
        {
            return null;
        }

        // Only names, as they stand in the schema: no numbers, no other case.
        foreach (T known in Enum.GetValues<T>())
        {
            if (text == JsonNamingPolicy.CamelCase.ConvertName(known.ToString()))
            {
                return known;
            }
        }

        string all = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        value.Fault("value", $"'{text}' không phải một trong: {all}.", $"'{text}' is none of: {all}.");
        return null;
    }

    public ImmutableArray<UnitKind> Kinds(string name, bool required = false)
    {
        ImmutableArray<UnitKind>.Builder kinds = ImmutableArray.CreateBuilder<UnitKind>();
        foreach (PackNode item in Items(name, required))
        {
            if (item.Text() is not { } text)
            {
                continue;
            }

            UnitKind kind = UnitKind.Of(text);
            if (!kind.IsKnown || kind.Name != text)
            {
                item.Fault("unit-kind", $"'{text}' không phải loại đơn vị đã biết.", $"'{text}' is no known kind of unit.");
            }
            else if (kinds.Contains(kind))
            {
                item.Fault("twice", $"'{text}' có hai lần.", $"'{text}' stands twice.");
            }
            else
            {
                kinds.Add(kind);
            }
        }

        return kinds.DrainToImmutable();
    }

    public ImmutableArray<string> Texts(string name, bool required = false) => [.. Items(name, required).Select(item => item.Text()).OfType<string>()];

    public int? Whole(int least, int most)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) && value >= least && value <= most)
        {
            return value;
        }

        Fault("value", $"Cần số nguyên từ {least} đến {most}.", $"A whole number from {least} to {most} is needed.");
        return null;
    }

    public void Fault(string code, string vi, string en) => faults.Add(code, pointer, vi, en);

    private double? Double() => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private IEnumerable<PackNode> Elements()
    {
        string at = pointer;
        PackFaults bag = faults;
        return json.EnumerateArray().Select((item, index) => new PackNode(item, at + "/" + index.ToString(CultureInfo.InvariantCulture), bag));
    }

    private string PointerTo(string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
