namespace EduIct.Expressions;

/// <summary>The kernels of many programs over a table, for one thread.</summary>
internal sealed class BatchKernels(CelProgram[] programs, CelTable table, CancellationToken cancellationToken)
{
    private readonly (TruthKernel Kernel, VectorRun Run)[] _programs =
        [.. programs.Select(program => (VectorCompiler.Truth(program.Plan, table), new VectorRun(table, program.Locals, cancellationToken)))];

    /// <summary>Evaluates a program for the active rows of a block; what the kernel then says of others does not matter.</summary>
    internal TruthKernel Run(int program, int block, ReadOnlySpan<ulong> active)
    {
        (TruthKernel kernel, VectorRun run) = _programs[program];
        run.StartBlock();
        kernel.Run(run, block, active);
        if (run.HasSpent)
            kernel.Fail(run.Exceeded);
        return kernel;
    }
}
