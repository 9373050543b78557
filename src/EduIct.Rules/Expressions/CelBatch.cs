using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>Several programs over one table: a block of rows goes through all of them while it is in the processor's cache, and blocks may be shared
/// out over threads.</summary>
/// <param name="programs">Programs of one environment.</param>
public sealed class CelBatch(IReadOnlyList<CelProgram> programs)
{
    /// <summary>Evaluates every program for every row. The outcome of a row is that of <see cref="CelProgram.Interpret"/> with its facts.</summary>
    /// <param name="table">A table of the programs' environment; nobody may change it meanwhile.</param>
    /// <param name="outcomes">For each program where its outcomes go; as many rows as the table.</param>
    /// <param name="threads">How many threads may work, from 1; the outcomes do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between blocks and while loops run.</param>
    /// <exception cref="ArgumentException">The table belongs to another environment, or the outcomes do not fit.</exception>
    public void Run(CelTable table, IReadOnlyList<CelOutcomes> outcomes, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (programs.Any(p => !ReferenceEquals(p.Environment, table.Environment)))
            throw new ArgumentException("The table belongs to another environment.", nameof(table));
        if (outcomes.Count != programs.Count || outcomes.Any(o => o.Rows != table.Rows))
            throw new ArgumentException("The outcomes do not fit the programs and the table.", nameof(outcomes));
        table.Seal();
        if (threads == 1)
        {
            Run(table, outcomes, 0, table.Blocks, cancellationToken);
            return;
        }

        // Parts of a few dozen blocks: enough of them to keep the threads level, each long enough to pay for its kernels.
        const int PartBlocks = 32;
        int parts = (table.Blocks + PartBlocks - 1) / PartBlocks;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, parts, options, part =>
            Run(table, outcomes, part * PartBlocks, Math.Min((part + 1) * PartBlocks, table.Blocks), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(CelTable table, IReadOnlyList<CelOutcomes> outcomes, int first, int end, CancellationToken cancellationToken)
    {
        TruthKernel[] kernels = [.. programs.Select(p => p.RentKernel())];
        VectorRun[] runs = [.. programs.Select(p => new VectorRun(table, p.Locals, cancellationToken))];
        Span<ulong> active = stackalloc ulong[CelColumn.BlockWords];
        for (int block = first; block < end; block++)
        {
            int rows = Math.Min(table.Rows - (block * CelColumn.BlockRows), CelColumn.BlockRows);
            for (int i = 0; i < active.Length; i++)
                active[i] = rows >= (i + 1) * 64 ? ulong.MaxValue : rows <= i * 64 ? 0 : (1ul << (rows - (i * 64))) - 1;
            for (int i = 0; i < kernels.Length; i++)
            {
                runs[i].StartBlock();
                kernels[i].Run(runs[i], block, active);
                outcomes[i].Store(block, kernels[i], active, runs[i].Exceeded);
            }
        }

        for (int i = 0; i < kernels.Length; i++)
            programs[i].Return(kernels[i]);
    }
}
