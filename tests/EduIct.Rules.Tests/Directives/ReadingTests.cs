using EduIct.Directives;

namespace EduIct.Tests.Directives;

/// <summary>That a pack says what its directive says, no more and no less.</summary>
public sealed class ReadingTests
{
    public static TheoryData<string> Directives => [.. DirectiveLibrary.Embedded.Directives.Select(directive => directive.Id)];

    [Fact]
    public void The_five_directives_are_there() => Assert.Equal(
        ["10007-SGDDT-KHCN-HaNoi", "33-SGDDT-GDTrH-BenTre", "4622-BGDDT-CNTT", "9584-BGDDT-CNTT", "9772-BGDDT-CNTT"],
        DirectiveLibrary.Embedded.Directives.Select(directive => directive.Id));

    [Theory]
    [MemberData(nameof(Directives))]
    public void Every_entry_cites_words_that_the_text_has(string id)
    {
        string text = DirectiveSource.Of(id);
        Directive directive = DirectiveLibrary.Embedded.Find(id)!;
        string[] wrong =
        [
            .. directive.Entries.Where(entry => !text.Contains(DirectiveSource.Plain(entry.Provision.Words), StringComparison.Ordinal)).Select(entry => $"{entry.Id}: {entry.Provision.Words}"),
            .. directive.Clauses.Where(clause => !text.Contains(DirectiveSource.Plain(clause.Words), StringComparison.Ordinal)).Select(clause => $"{clause.Path}: {clause.Words}"),
        ];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public void Clauses_follow_the_text_from_its_beginning_to_its_end(string id)
    {
        string text = DirectiveSource.Of(id);
        int at = 0;
        foreach (Clause clause in DirectiveLibrary.Embedded.Find(id)!.Clauses)
        {
            int next = text.IndexOf(DirectiveSource.Plain(clause.Words), at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"{clause.Path} comes after its words: {clause.Words}");
            at = next;
        }

        Assert.True(at > text.Length * 0.95, "the reading ends before the text does");
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public void No_part_of_the_text_is_passed_over(string id)
    {
        string text = DirectiveSource.Of(id);
        int[] begins = [.. DirectiveLibrary.Embedded.Find(id)!.Clauses.Select(clause => text.IndexOf(DirectiveSource.Plain(clause.Words), StringComparison.Ordinal)).Order(), text.Length];

        // The longest paragraph of the five has some 1,300 characters.
        string[] gaps = [.. begins.Zip(begins.Skip(1)).Where(pair => pair.Second - pair.First > 1500).Select(pair => text[pair.First..Math.Min(text.Length, pair.First + 80)])];
        Assert.True(gaps.Length == 0, "long stretches without a clause after: " + string.Join("; ", gaps));
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public void The_reading_table_in_the_docs_is_that_of_the_pack(string id)
    {
        Directive directive = DirectiveLibrary.Embedded.Find(id)!;
        string file = ReadingTable.FileOf(directive), table = ReadingTable.Of(directive);
        if (Environment.GetEnvironmentVariable("EDUICT_ACCEPT_DOCS") == "1")
        {
            File.WriteAllText(file, table);
        }

        Assert.True(File.Exists(file), $"{file} is missing");
        Assert.Equal(table, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
