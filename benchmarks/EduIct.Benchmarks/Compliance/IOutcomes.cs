using EduIct.Compliance;

namespace EduIct.Benchmarks.Compliance;

/// <summary>Takes the outcomes of a unit.</summary>
public interface IOutcomes
{
    void Add(Asked requirement, Outcome outcome);
}

/// <summary>Keeps the outcomes of one unit.</summary>
internal readonly struct UnitOutcomes() : IOutcomes
{
    public Outcome[] All { get; } = new Outcome[Enum.GetValues<Asked>().Length];

    public void Add(Asked requirement, Outcome outcome) => All[(int)requirement] = outcome;
}

/// <summary>Counts the outcomes of many units.</summary>
public readonly struct OutcomeCounts() : IOutcomes
{
    private readonly int[] _counts = new int[Enum.GetValues<Asked>().Length * 4];

    public int this[Asked requirement, Outcome outcome] => _counts[((int)requirement * 4) + (int)outcome];

    public void Add(Asked requirement, Outcome outcome) => _counts[((int)requirement * 4) + (int)outcome]++;
}
