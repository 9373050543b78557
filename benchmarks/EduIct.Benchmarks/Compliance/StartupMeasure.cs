using System.Diagnostics;
using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using EduIct.Directives;

namespace EduIct.Benchmarks.Compliance;

/// <summary>What the first use costs, which a warm benchmark cannot show: each measurement is a process of its own, timed from the start of Main.</summary>
internal static class StartupMeasure
{
    private const int Processes = 11;
    private const int Lambdas = 300;

    /// <param name="args">Nothing for the whole measure; or what a process of its own is to do.</param>
    /// <param name="start">The timestamp of the start of Main.</param>
    public static int Run(string[] args, long start)
    {
        switch (args)
        {
            case ["packs"]:
                LoadPacks();
                break;
            case ["lambdas"]:
                CompileLambdas();
                break;
            default:
                return Compare();
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // Methods of their own: what one needs is not to be loaded for the other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadPacks() => GC.KeepAlive(DirectiveLibrary.Embedded);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CompileLambdas()
    {
        ParameterExpression x = Expression.Parameter(typeof(int), "x");
        for (int i = 0; i < Lambdas; i++)
        {
            _ = Expression.Lambda<Func<int, int>>(Expression.Add(x, Expression.Constant(i)), x).Compile()(1);
        }
    }

    private static int Compare()
    {
        List<double> packs = [], lambdas = [];
        for (int i = 0; i < Processes; i++)
        {
            packs.Add(Milliseconds("packs"));
            lambdas.Add(Milliseconds("lambdas"));
        }

        int count = DirectiveLibrary.EmbeddedPacks.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} packs loaded and checked: {Median(packs):F0} ms ({packs.Min():F0}–{packs.Max():F0}); {Lambdas} lambdas compiled and called: {Median(lambdas):F0} ms"
            + $" ({lambdas.Min():F0}–{lambdas.Max():F0}); ratio {Median(packs) / Median(lambdas):F2}; medians of {Processes} processes, from the start of Main"));
        return 0;
    }

    private static double Milliseconds(string what)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["startup", what]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
