using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

public sealed class ConformanceTests
{
    [Fact]
    public void Every_case_of_the_suite_comes_out_as_the_specification_says()
    {
        // EDUICT_CEL_CASES names a file with more cases than may stand here.
        string path = Environment.GetEnvironmentVariable("EDUICT_CEL_CASES") is { Length: > 0 } given
            ? given
            : Path.Combine(AppContext.BaseDirectory, "Expressions", "Data", "conformance-part.jsonl");
        CelConformanceResult[] failed = [.. File.ReadLines(path).Select(line => CelConformanceCase.Parse(line).Run()).Where(r => !r.Passed)];
        Assert.True(failed.Length == 0, string.Join('\n', failed.Select(f => $"{f.Id}: expected {f.Expected}, got {f.Actual}")));
    }
}
