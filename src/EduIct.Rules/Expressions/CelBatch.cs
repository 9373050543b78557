namespace EduIct.Expressions;

/// <summary>Several programs of one environment at once: for one unit as one piece of machine code that reads each fact once; over a table block by
/// block, each going through all programs while it is in the processor's cache. Safe to share between threads.</summary>
public sealed class CelBatch
{
    /// <summary>Longer methods take the just-in-time compiler too long.</summary>
    internal const int MethodSize = 1500;

    private readonly CelProgram[] _programs;
    private readonly Lazy<CompiledBatch[]> _code;

    /// <summary>Makes a batch; nothing is compiled yet.</summary>
    /// <exception cref="ArgumentException">The programs are of more than one environment.</exception>
    public CelBatch(IEnumerable<CelProgram> programs)
    {
        _programs = [.. programs];
        if (_programs.Any(p => !ReferenceEquals(p.Environment, _programs[0].Environment)))
            throw new ArgumentException("The programs are of more than one environment.", nameof(programs));
        _code = new Lazy<CompiledBatch[]>(Compile);
    }

    /// <summary>Evaluates every program for one unit. An outcome is that of <see cref="CelProgram.Interpret"/>. The first call makes the code; allocates
    /// as <see cref="CelProgram.Evaluate"/> does.</summary>
    /// <param name="facts">Facts of the programs' environment.</param>
    /// <param name="outcomes">Takes an outcome for each program.</param>
    /// <param name="cancellationToken">Looked at while loops run.</param>
    /// <exception cref="ArgumentException">The facts belong to another environment, or the outcomes do not fit.</exception>
    public void Evaluate(CelFacts facts, CelOutcome[] outcomes, CancellationToken cancellationToken = default)
    {
        if (outcomes.Length != _programs.Length)
            throw new ArgumentException("The outcomes do not fit the programs.", nameof(outcomes));
        if (_programs.Length > 0 && !ReferenceEquals(facts.Environment, _programs[0].Environment))
            throw new ArgumentException("The facts belong to another environment.", nameof(facts));
        Array.Clear(outcomes);
        if (!facts.HasPatterns)
        {
            foreach (CompiledBatch code in _code.Value)
                code(facts.Values, outcomes);
        }

        for (int i = 0; i < outcomes.Length; i++)
            if (outcomes[i] == CelOutcome.Other)
                outcomes[i] = OutcomeOf(_programs[i].Evaluate(facts, cancellationToken));
    }

    private static CelOutcome OutcomeOf(CelValue value) => value.Kind switch
    {
        CelKind.Bool => value.BoolUnchecked ? CelOutcome.True : CelOutcome.False,
        CelKind.Unknown => CelOutcome.Unknown,
        CelKind.Error => CelOutcome.Error,
        _ => CelOutcome.Other,
    };

    private CompiledBatch[] Compile()
    {
        var code = new List<CompiledBatch>();
        for (int from = 0, to; from < _programs.Length; from = to)
        {
            int size = 0;
            for (to = from; to < _programs.Length && (to == from || size + _programs[to].Size <= MethodSize); to++)
                size += _programs[to].Size;
            if (DelegateCompiler.Compile(_programs, from, to) is { } part)
                code.Add(part);
        }

        return [.. code];
    }

    /// <summary>Evaluates every program for every row. The outcome of a row is that of <see cref="CelProgram.Interpret"/> with its facts.</summary>
    /// <param name="table">A table of the programs' environment; nobody may change it meanwhile.</param>
    /// <param name="outcomes">For each program where its outcomes go; as many rows as the table.</param>
    /// <param name="threads">How many threads may work, from 1; the outcomes do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between blocks and while loops run.</param>
    /// <exception cref="ArgumentException">The table belongs to another environment, or the outcomes do not fit.</exception>
    public void Run(CelTable table, IReadOnlyList<CelOutcomes> outcomes, int threads = 1, CancellationToken cancellationToken = default)
    {
        if (_programs.Any(p => !ReferenceEquals(p.Environment, table.Environment)))
            throw new ArgumentException("The table belongs to another environment.", nameof(table));
        if (outcomes.Count != _programs.Length || outcomes.Any(o => o.Rows != table.Rows))
            throw new ArgumentException("The outcomes do not fit the programs and the table.", nameof(outcomes));
        ForBlocks(table, kernels => block => Store(kernels, table, outcomes, block), threads, cancellationToken);
    }

    /// <summary>Lets every block of a table be worked on, each by one of the workers; a worker has kernels of its own.</summary>
    internal void ForBlocks(CelTable table, Func<BatchKernels, Action<int>> makeWorker, int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        table.Seal();
        if (threads == 1)
        {
            Run(makeWorker(new BatchKernels(_programs, table, cancellationToken)), 0, table.Blocks);
            return;
        }

        // Parts of a few dozen blocks keep the threads level.
        const int PartBlocks = 32;
        int parts = (table.Blocks + PartBlocks - 1) / PartBlocks;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, parts, options, () => makeWorker(new BatchKernels(_programs, table, cancellationToken)), (part, _, worker) =>
        {
            Run(worker, part * PartBlocks, Math.Min((part + 1) * PartBlocks, table.Blocks));
            return worker;
        }, _ => { });

        static void Run(Action<int> worker, int first, int end)
        {
            for (int block = first; block < end; block++)
                worker(block);
        }
    }

    private static void Store(BatchKernels kernels, CelTable table, IReadOnlyList<CelOutcomes> outcomes, int block)
    {
        Span<ulong> active = stackalloc ulong[CelColumn.BlockWords];
        int rows = Math.Min(table.Rows - (block * CelColumn.BlockRows), CelColumn.BlockRows);
        for (int i = 0; i < active.Length; i++)
            active[i] = rows >= (i + 1) * 64 ? ulong.MaxValue : rows <= i * 64 ? 0 : (1ul << (rows - (i * 64))) - 1;
        for (int i = 0; i < outcomes.Count; i++)
            outcomes[i].Store(block, kernels.Run(i, block, active), active);
    }
}
