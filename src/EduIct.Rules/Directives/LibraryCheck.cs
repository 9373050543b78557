using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A library, or everything that is wrong with the packs of which it was to be made.</summary>
public sealed class LibraryCheck
{
    internal LibraryCheck(DirectiveLibrary? library, ImmutableArray<Issue> issues)
    {
        Library = library;
        Issues = issues;
    }

    /// <summary>The library; null where there are issues.</summary>
    public DirectiveLibrary? Library { get; }

    /// <summary>Every fault of every pack: the field is a JSON pointer (RFC 6901), line and column are those inside an expression.</summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>The library of packs that are known to be right.</summary>
    /// <exception cref="FormatException">They are not; the message tells the issues.</exception>
    public DirectiveLibrary GetLibraryOrThrow() => Library ?? throw new FormatException(string.Join(Environment.NewLine, Issues));
}
