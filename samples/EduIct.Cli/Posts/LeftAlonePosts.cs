using EduIct.Cli.Terminal;
using EduIct.Planning;

namespace EduIct.Cli.Posts;

/// <summary>What is left alone of posts, and why: of posts there are few, and each that is left alone waits for somebody to decide.</summary>
internal static class LeftAlonePosts
{
    private const int ShownOfEachReason = 20;

    public static void Write(CliTerminal terminal, IEnumerable<LeftAlone> leftAlone)
    {
        foreach (LeftAlone item in leftAlone.GroupBy(item => item.Reason).OrderBy(group => group.Key).SelectMany(group => group.Take(ShownOfEachReason)))
        {
            string where = item.Group is { } group ? $" ({group})" : "";
            terminal.Out.WriteLine($"· {item.What}{where}: {terminal.Text(OperationText.Describe(item.Reason))}");
        }
    }
}
