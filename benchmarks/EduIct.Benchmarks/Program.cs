using System.Diagnostics;
using BenchmarkDotNet.Running;
using EduIct.Benchmarks.Compliance;

long start = Stopwatch.GetTimestamp();
if (args is ["startup", ..])
{
    return StartupMeasure.Run(args[1..], start);
}

BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
return 0;
