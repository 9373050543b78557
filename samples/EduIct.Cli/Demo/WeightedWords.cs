using System.Globalization;

namespace EduIct.Cli.Demo;

/// <summary>Words that are drawn as often as they weigh.</summary>
internal sealed class WeightedWords
{
    private readonly string[] _words;
    private readonly int[] _upTo;

    /// <param name="table">Words with their weights, parted by commas: <c>Nguyễn 384, Trần 110</c>.</param>
    public WeightedWords(string table)
    {
        string[] entries = table.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _words = new string[entries.Length];
        _upTo = new int[entries.Length];
        int total = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            int gap = entries[i].LastIndexOf(' ');
            _words[i] = entries[i][..gap];
            total += int.Parse(entries[i].AsSpan(gap + 1), NumberStyles.None, CultureInfo.InvariantCulture);
            _upTo[i] = total;
        }
    }

    public string Draw(SplitMix random)
    {
        int at = Array.BinarySearch(_upTo, random.Below(_upTo[^1]) + 1);
        return _words[at < 0 ? ~at : at];
    }
}
