using EduIct.Issues;

namespace EduIct.Cli.Demo.Report;

/// <summary>One step of the demo, as it went.</summary>
/// <param name="Term">1 or 2.</param>
/// <param name="Title">What was done.</param>
/// <param name="Command">What a vendor would type for it.</param>
/// <param name="Result">What came out.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Good">Whether it ended as it should.</param>
internal sealed record DemoStep(int Term, LocalizedText Title, string Command, LocalizedText Result, TimeSpan Elapsed, bool Good = true);
