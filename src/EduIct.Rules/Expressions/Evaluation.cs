namespace EduIct.Expressions;

/// <summary>One run of a program: its facts, the locals of its loops, and what it may still spend.</summary>
internal sealed class Evaluation
{
    private const int CancellationStride = 4096;
    private long _remaining;
    private long _untilCheck;

    internal Evaluation(int locals) => Locals = new CelValue[locals];

    internal CelFacts Facts { get; private set; } = null!;

    internal CelValue[] Locals { get; }

    internal CancellationToken Cancellation { get; private set; }

    internal long Remaining => _remaining;

    internal void Start(CelFacts facts, long cost, CancellationToken cancellation)
    {
        Facts = facts;
        Cancellation = cancellation;
        _remaining = cost;
        _untilCheck = CancellationStride;
    }

    /// <summary>Spends; beyond the limit the run ends, so that no operator can absorb it and go on.</summary>
    internal void Charge(long cost)
    {
        if ((_remaining -= cost) < 0)
            throw new CostExceededException();
        if ((_untilCheck -= cost) >= 0)
            return;
        _untilCheck = CancellationStride;
        Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Texts up to this length and lists up to this count are touched for nothing, so that common work needs no account.</summary>
    internal const int Free = 100;

    internal void ChargeText(long length)
    {
        if (length > Free)
            Charge(length / 10);
    }

    internal void ChargeItems(long count)
    {
        if (count > Free)
            Charge(count);
    }
}
