using System.Collections.Frozen;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using EduIct.Accounts;
using EduIct.Naming;
using EduIct.People;

namespace EduIct.Benchmarks.Naming;

/// <summary>Giving addresses to new pupils, against the least that any such work has to do: fold each name and remember the result.</summary>
[MemoryDiagnoser]
public class AddressBookBenchmarks
{
    private ImmutableArray<Person> _people;
    private AddressRequest[] _requests = [];

    [Params(100_000)]
    public int Pupils { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _people = SamplePeople.Pupils(Pupils);
        ImmutableArray<AddressPattern> patterns = [Pattern("{given}.{initials}{yy}"), Pattern("{given}.{initials}.{code:4}")];
        var limits = new DirectoryLimits(60, 60, 64, 73, "-_'", FrozenSet.Create("abuse", "postmaster"));
        _requests =
        [
            .. _people.Select(person => new AddressRequest(
                person.Keys[0], new NamingSubject { Name = person.Name, Code = person.Keys[0].Value, BirthDate = person.BirthDate }, "bentre.edu.vn", "g", patterns, limits)),
        ];
    }

    [Benchmark(Baseline = true)]
    public int FoldAndRemember()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Person person in _people)
        {
            VietnameseText.TryToAscii(person.Name.Full, out string ascii, out _);
            seen.Add($"{ascii}.{person.Keys[0].Value}@bentre.edu.vn");
        }

        return seen.Count;
    }

    [Benchmark]
    public int Assign() => AddressBook.Open([], []).Assign(_requests).Count;

    private static AddressPattern Pattern(string text) =>
        AddressPattern.TryParse(text, out AddressPattern? pattern, out _) ? pattern : throw new ArgumentException(text, nameof(text));
}
