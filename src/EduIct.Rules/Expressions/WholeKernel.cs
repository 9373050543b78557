namespace EduIct.Expressions;

/// <summary>Ints of a block in 32 bits, or in 64; what is narrow can be had wide.</summary>
internal sealed record WholeKernel(NumberKernel<int>? Narrow, NumberKernel<long>? Given = null)
{
    internal NumberKernel<long> Wide => Given
        ?? (Narrow is NumberConstantKernel<int> constant ? new NumberConstantKernel<long>(constant.Value) : new WideningKernel<int, long>(Narrow!));
}
