using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EduIct.Emulator.Faults;

/// <summary>Decides which call is hit. The decisions depend on the seed and on counts alone, so a run can be repeated.</summary>
internal sealed class FaultInjector(IReadOnlyList<Fault> faults, int seed, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly long[] counts = new long[faults.Count];
    private DateTimeOffset? downUntil;

    /// <summary>What hits this call. Draws once for every fault that matches, so each keeps its own count.</summary>
    public FaultHits Draw(string method, bool isRead) => Draw(fault => fault.Matches(method, isRead));

    /// <summary>The same for a token endpoint, <c>token</c> or <c>graph.token</c>, which only its own name reaches.</summary>
    public FaultHits DrawToken(string name) => Draw(fault => fault.Method == name);

    private FaultHits Draw(Func<Fault, bool> matches)
    {
        if (faults.Count == 0)
            return FaultHits.None;
        lock (gate)
        {
            var hits = new FaultHits();
            for (var i = 0; i < faults.Count; i++)
            {
                var fault = faults[i];
                if (!matches(fault))
                    continue;
                var count = ++counts[i];
                var (chance, coin) = Roll(i, count);
                if (fault.Nth is { } nth ? nth != count : chance >= fault.Rate)
                    continue;
                if (fault.Kind == FaultKind.Down)
                    downUntil = fault.Time is { } time ? clock.GetUtcNow() + time : DateTimeOffset.MaxValue;
                else
                    hits.Add(fault, asHtml: coin);
            }
            hits.IsDown = downUntil > clock.GetUtcNow();
            return hits;
        }
    }

    private (double Chance, bool Coin) Roll(int fault, long count)
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(input, seed);
        BinaryPrimitives.WriteInt32LittleEndian(input[4..], fault);
        BinaryPrimitives.WriteInt64LittleEndian(input[8..], count);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11;
        return (bits * (1.0 / (1UL << 53)), (hash[8] & 1) == 1);
    }
}
