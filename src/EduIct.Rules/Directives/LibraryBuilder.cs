using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Expressions;
using EduIct.Facts;

namespace EduIct.Directives;

/// <summary>Checks packs against each other and compiles their expressions.</summary>
internal sealed class LibraryBuilder(DirectiveLibrary onto)
{
    private readonly List<ReadPack> _packs = [];
    private FactDictionary _facts = onto.Facts;
    private ImmutableArray<NeededItem> _items = onto.Items;

    public LibraryCheck Build(IEnumerable<PackFile> files)
    {
        // Packs know nothing of each other until they are compared, so that two are read at once: a product waits for this when it starts.
        (PackFaults Faults, ReadPack? Pack)[] read = InParallel(files.ToArray(), file =>
        {
            var bag = new PackFaults(file.Name);
            return (bag, PackReader.Read(file, bag));
        });
        _packs.AddRange(read.Select(one => one.Pack).OfType<ReadPack>());

        CheckIds();
        AddFacts();
        AddItems();
        ImmutableArray<CompiledDirective> added = [.. InParallel(_packs, Compile)];
        if (read.SelectMany(one => one.Faults.All).ToImmutableArray() is { IsEmpty: false } issues)
        {
            return new LibraryCheck(null, issues);
        }

        // Programs belong to an environment: with more facts, those that were there are made again. They were right before, and more variables change nothing.
        ImmutableArray<CompiledDirective> before = ReferenceEquals(_facts, onto.Facts)
            ? onto.Compiled
            : [.. onto.Compiled.Select(directive => Compile(directive.Directive, (entry, _) => null))];
        return new LibraryCheck(new DirectiveLibrary(before.AddRange(added), _facts, _items), []);
    }

    private static TResult[] InParallel<TSource, TResult>(IReadOnlyList<TSource> sources, Func<TSource, TResult> make)
    {
        var results = new TResult[sources.Count];
        Parallel.For(0, results.Length, i => results[i] = make(sources[i]));
        return results;
    }

    private void CheckIds()
    {
        var directives = onto.Directives.Select(directive => directive.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var entries = onto.Directives.SelectMany(directive => directive.Entries).ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        foreach (ReadPack pack in _packs)
        {
            if (!directives.Add(pack.Directive.Id))
            {
                pack.Faults.Add("duplicate-id", "/id", $"Đã có gói '{pack.Directive.Id}'.", $"There is a pack '{pack.Directive.Id}' already.");
            }

            // Within a pack, doubles have been told.
            foreach (IGrouping<string, (DirectiveEntry Entry, PackNode Node)> same in pack.Entries.GroupBy(read => read.Entry.Id, StringComparer.Ordinal))
            {
                (DirectiveEntry entry, PackNode node) = same.First();
                if (!entries.TryAdd(entry.Id, entry))
                {
                    node.Fault("duplicate-id", $"Mã '{entry.Id}' là của gói khác.", $"The id '{entry.Id}' is another pack's.");
                }
            }
        }

        foreach (ReadPack pack in _packs)
        {
            var own = pack.Directive.Entries.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            foreach ((DirectiveEntry entry, PackNode node) in pack.Entries)
            {
                CheckReferences(entry, node, entries, own);
            }
        }
    }

    private static void CheckReferences(DirectiveEntry entry, PackNode node, Dictionary<string, DirectiveEntry> entries, HashSet<string> own)
    {
        if (entry.Provision.Refines is { } refined && (own.Contains(refined) || !entries.TryGetValue(refined, out DirectiveEntry? other) || other.Kind != entry.Kind))
        {
            node.Find("refines")!.Value.Fault(
                "refines", $"Không gói khác nào có mục '{refined}' cùng loại.", $"No other pack has an entry '{refined}' of the same kind.");
        }

        if (entry is AwardCriterion criterion)
        {
            foreach (string counted in criterion.Counts)
            {
                if (!own.Contains(counted) || entries[counted] is not (Requirement or PopulationTarget or Deadline))
                {
                    node.Find("counts")!.Value.Fault(
                        "counts", $"'{counted}' không phải yêu cầu, chỉ tiêu hay thời hạn của gói này.", $"'{counted}' is no requirement, target or deadline of this pack.");
                }
            }
        }
    }

    private void AddFacts()
    {
        ImmutableArray<FactDefinition>.Builder all = _facts.Definitions.ToBuilder();
        var byId = all.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
        foreach (ReadPack pack in _packs)
        {
            foreach ((FactDefinition fact, PackNode node) in pack.Facts)
            {
                if (byId.TryAdd(fact.Id, fact))
                {
                    all.Add(fact);
                }
                else
                {
                    node.Fault("duplicate-id", $"Dữ kiện '{fact.Id}' đã có.", $"The fact '{fact.Id}' is there already.");
                }
            }
        }

        foreach ((FactDefinition fact, PackNode node) in _packs.SelectMany(pack => pack.Facts))
        {
            if (fact.Within is { } whole && !IsPartOf(fact, whole, byId))
            {
                node.Fault("within", $"'{whole}' không phải tổng đếm được của '{fact.Id}'.", $"'{whole}' is no count of which '{fact.Id}' can be a part.");
            }
        }

        if (all.Count > _facts.Definitions.Length)
        {
            _facts = new FactDictionary(all.DrainToImmutable());
        }
    }

    private static bool IsPartOf(FactDefinition part, string whole, Dictionary<string, FactDefinition> byId)
    {
        int steps = 0;
        for (string? next = whole; next is not null; next = byId[next].Within)
        {
            // More steps than facts is a circle.
            if (!byId.TryGetValue(next, out FactDefinition? fact) || fact.Type != FactType.Count || part.Type != FactType.Count || ++steps > byId.Count)
            {
                return false;
            }
        }

        return true;
    }

    private void AddItems()
    {
        ImmutableArray<NeededItem>.Builder all = _items.ToBuilder();
        foreach ((NeededItem item, PackNode node) in _packs.SelectMany(pack => pack.Items))
        {
            foreach (string fact in item.CountsFor)
            {
                if (!_facts.TryFind(fact, out FactDefinition? definition) || definition.Type is not (FactType.Count or FactType.Flag))
                {
                    node.Fault("counts-for", $"'{fact}' không phải dữ kiện đếm được hay có/không.", $"'{fact}' is no fact that counts or says yes or no.");
                }
            }

            if (all.Any(other => other.Id == item.Id))
            {
                node.Fault("duplicate-id", $"Mặt hàng '{item.Id}' đã có.", $"The item '{item.Id}' is there already.");
            }

            all.Add(item);
            if (ItemNesting.Crossing(all) is ({ } first, { } second))
            {
                node.Fault(
                    "crossing-items",
                    $"Các mặt hàng tính cho '{first}' và cho '{second}' giao nhau mà không lồng nhau: không tính được số ít nhất.",
                    $"The items that count for '{first}' and for '{second}' overlap and neither holds the other: the least cannot be computed.");
                all.RemoveAt(all.Count - 1);
            }
        }

        _items = all.DrainToImmutable();
    }

    private CompiledDirective Compile(ReadPack pack)
    {
        var nodes = pack.Entries.GroupBy(read => read.Entry.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Node, StringComparer.Ordinal);
        foreach ((DirectiveEntry entry, PackNode node) in pack.Entries)
        {
            CheckFacts(entry, node);
        }

        return Compile(pack.Directive, (entry, path) => (pack.Faults, nodes[entry.Id].Pointer + path));
    }

    private void CheckFacts(DirectiveEntry entry, PackNode node)
    {
        if (entry is Requirement requirement)
        {
            foreach (Need need in requirement.Needs)
            {
                if (!_items.Any(item => item.CountsFor.Contains(need.Fact)))
                {
                    node.Find("need")!.Value.Fault("need", $"Không mặt hàng nào tính cho '{need.Fact}'.", $"No item counts for '{need.Fact}'.");
                }
            }
        }

        if (entry is ReportForm form)
        {
            foreach (FormColumn column in Flatten(form.Columns))
            {
                foreach (string fact in column.Fact is { } only ? [only] : column.Facts)
                {
                    if (!_facts.TryFind(fact, out _))
                    {
                        node.Find("columns")!.Value.Fault("fact", $"Không có dữ kiện '{fact}'.", $"There is no fact '{fact}'.");
                    }
                }

                foreach (string item in column.Items)
                {
                    if (!_items.Any(known => known.Id == item))
                    {
                        node.Find("columns")!.Value.Fault("item", $"Không có mặt hàng '{item}'.", $"There is no item '{item}'.");
                    }
                }
            }
        }
    }

    private static IEnumerable<FormColumn> Flatten(ImmutableArray<FormColumn> columns) => columns.SelectMany(column => Flatten(column.Columns).Prepend(column));

    private CompiledDirective Compile(Directive directive, Func<DirectiveEntry, string, (PackFaults Faults, string Pointer)?> placeOf)
    {
        var programs = new Dictionary<string, EntryPrograms>(StringComparer.Ordinal);
        foreach (DirectiveEntry entry in directive.Entries)
        {
            var made = new EntryPrograms { When = Program(entry, entry.Provision.Binds.When, "/binds/when", CelType.Bool) };
            made = entry switch
            {
                Requirement requirement => made with
                {
                    Test = Program(entry, requirement.Test, "/test", CelType.Bool),
                    Needs = [.. requirement.Needs.Select((need, i) => Program(entry, need.AtLeast, $"/need/{i}/atLeast", CelType.Int)).OfType<CelProgram>()],
                },
                PopulationTarget target => made with
                {
                    OverWhen = Program(entry, target.Over.When, "/over/when", CelType.Bool),
                    Test = Program(entry, target.Test, "/test", CelType.Bool),
                    Part = Program(entry, target.Part, "/part", CelType.Int),
                    Whole = Program(entry, target.Whole, "/whole", CelType.Int),
                },
                Deadline deadline => made with { Done = Program(entry, deadline.Done, "/done", CelType.Bool) },
                _ => made,
            };
            if (made.All.Any())
            {
                programs.TryAdd(entry.Id, made);
            }
        }

        return new CompiledDirective(directive, programs.ToFrozenDictionary(StringComparer.Ordinal));

        CelProgram? Program(DirectiveEntry entry, string? source, string path, CelType type)
        {
            if (source is null)
            {
                return null;
            }

            bool isRight = _facts.Environment.TryCompile(source, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics);
            if (placeOf(entry, path) is not ({ } faults, { } pointer))
            {
                return program;
            }

            foreach (CelDiagnostic diagnostic in diagnostics)
            {
                faults.Add(pointer, diagnostic);
            }

            if (isRight && !program!.ResultType.Equals(type))
            {
                faults.Add("expression-type", pointer, $"Biểu thức phải cho {type}, không phải {program.ResultType}.", $"The expression must give {type}, not {program.ResultType}.");
            }

            return program;
        }
    }
}
