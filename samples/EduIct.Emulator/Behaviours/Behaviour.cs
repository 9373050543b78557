using System.Text.Json.Nodes;

namespace EduIct.Emulator.Behaviours;

/// <summary>One thing that the emulator does as Google or Microsoft does, with the source that says so, or without one: then it is assumed.</summary>
internal sealed record Behaviour(string Area, string Vietnamese, string English, string? Source)
{
    private static readonly Lazy<IReadOnlyList<Behaviour>> Loaded = new(Load);

    public static IReadOnlyList<Behaviour> All => Loaded.Value;

    /// <summary>What is said at every start.</summary>
    public static IEnumerable<string> Notice
    {
        get
        {
            yield return "Đây không phải Google hay Microsoft mà là máy chủ giả lập trên máy này; dữ liệu trong đó không có thật.";
            yield return "This is neither Google nor Microsoft but a stand-in on this machine; nothing in it is real.";
            var assumed = All.Where(behaviour => behaviour.Source is null).ToArray();
            var areas = string.Join(", ", assumed.Select(one => one.Area).Distinct(StringComparer.Ordinal));
            yield return $"{assumed.Length}/{All.Count} hành vi là giả định / behaviours are assumed ({areas}): --assumptions";
        }
    }

    public override string ToString() => $"[{Area}] {Vietnamese} / {English} — {Source ?? "*assumed* (giả định)"}";

    private static List<Behaviour> Load()
    {
        using var stream = typeof(Behaviour).Assembly.GetManifestResourceStream("behaviours.json")!;
        return [.. ((JsonArray)JsonNode.Parse(stream)!).Select(node => new Behaviour(
            (string)node!["area"]!, (string)node["vi"]!, (string)node["en"]!, (string?)node["source"]))];
    }
}
