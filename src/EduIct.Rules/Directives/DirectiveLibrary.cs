using System.Collections.Immutable;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>Directives that were checked together, with the facts that their expressions read and the items that meet their needs. Immutable; safe to
/// share between threads.</summary>
public sealed class DirectiveLibrary
{
    private static readonly Lazy<ImmutableArray<PackFile>> s_packs = new(() => [.. CommonCatalogue.Packs()]);
    private static readonly Lazy<DirectiveLibrary> s_embedded = new(() => new DirectiveLibrary().With(s_packs.Value).GetLibraryOrThrow());

    private DirectiveLibrary()
        : this([], FactDictionary.Common, CommonCatalogue.Read().Items)
    {
    }

    internal DirectiveLibrary(ImmutableArray<CompiledDirective> compiled, FactDictionary facts, ImmutableArray<NeededItem> items)
    {
        Compiled = compiled;
        Facts = facts;
        Items = items;
        Directives = [.. compiled.Select(directive => directive.Directive)];
    }

    /// <summary>The five directives of this package, by id.</summary>
    public static DirectiveLibrary Embedded => s_embedded.Value;

    /// <summary>The packs of this package as they are written, by name of the file.</summary>
    public static ImmutableArray<PackFile> EmbeddedPacks => s_packs.Value;

    /// <summary>The JSON Schema (draft 2020-12) of a pack, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Schema => CommonCatalogue.Bytes("directive.schema.json");

    /// <summary>The directives.</summary>
    public ImmutableArray<Directive> Directives { get; }

    /// <summary>The facts that their expressions can read.</summary>
    public FactDictionary Facts { get; }

    /// <summary>What can be bought or set up to meet needs.</summary>
    public ImmutableArray<NeededItem> Items { get; }

    internal ImmutableArray<CompiledDirective> Compiled { get; }

    /// <summary>Adds packs of provinces and vendors.</summary>
    /// <param name="packs">The packs; they may refer to each other in any order.</param>
    /// <returns>A new library with these directives behind the present ones, or every fault of every pack.</returns>
    public LibraryCheck With(params IEnumerable<PackFile> packs)
    {
        ArgumentNullException.ThrowIfNull(packs);
        return new LibraryBuilder(this).Build(packs);
    }

    /// <summary>The directives that were in force on some of the days, each with the entries that were.</summary>
    public DirectiveLibrary InForce(DateSpan days) => new(
        [.. Compiled.Where(directive => directive.Directive.During.Overlaps(days)).Select(directive => directive.InForce(days))], Facts, Items);

    /// <summary>Only some of the directives.</summary>
    public DirectiveLibrary Where(Func<Directive, bool> isWanted) => new([.. Compiled.Where(directive => isWanted(directive.Directive))], Facts, Items);

    /// <summary>A directive by its id, or by number and sign; letters of either case.</summary>
    public Directive? Find(string id) => Directives.FirstOrDefault(directive =>
        directive.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || directive.Header.Number.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>An entry by its id, with its directive.</summary>
    public (Directive Directive, DirectiveEntry Entry)? FindEntry(string id)
    {
        foreach (Directive directive in Directives)
        {
            foreach (DirectiveEntry entry in directive.Entries)
            {
                if (entry.Id == id)
                {
                    return (directive, entry);
                }
            }
        }

        return null;
    }

    /// <summary>The entries that ask for a fact: whose expressions read it, or whose forms have a column for it.</summary>
    public IEnumerable<(Directive Directive, DirectiveEntry Entry)> Asking(string fact) =>
        from directive in Compiled
        from entry in directive.Directive.Entries
        where directive.Reads(entry, fact)
        select (directive.Directive, entry);
}
