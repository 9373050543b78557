using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using EduIct.Issues;
using EduIct.People;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Rosters;

/// <summary>Makes a roster of a vendor's own people, without any file.</summary>
public static class RosterCollection
{
    /// <summary>Collects people.</summary>
    /// <param name="people">The people, in any order.</param>
    /// <param name="date">The day for which they stand as they do.</param>
    /// <param name="units">Their units; null: known by their codes only, and all within the tenant's scope.</param>
    /// <param name="coverage">For which units and roles they are everybody; null: nobody who is absent is taken for a leaver.</param>
    /// <param name="cancellationToken">Stops collecting.</param>
    /// <returns>The roster. A key that two people have is a fault of both; the place of a fault is <c>people:N</c>, from 1.</returns>
    public static async Task<Roster> CollectAsync(
        IAsyncEnumerable<Person> people, LocalDate date, IEnumerable<Unit>? units = null, RosterCoverage? coverage = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(people);
        var collected = new List<Person>();
        var positions = new Dictionary<PersonKey, int>();
        var faulty = new HashSet<PersonKey>();
        var issues = ImmutableArray.CreateBuilder<Issue>();
        await foreach (Person person in people.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            collected.Add(person);
            foreach (PersonKey key in person.Keys)
            {
                if (!positions.TryAdd(key, collected.Count))
                {
                    faulty.Add(key);
                    issues.Add(new Issue("roster.duplicate-key", new SourcePlace("people", collected.Count), new LocalizedText(
                        $"Mã '{key}' cũng là của người thứ {positions[key]}.", $"The key '{key}' is also that of person {positions[key]}.")));
                }
            }
        }

        List<Person> doubled = [.. collected.Where(person => person.Keys.Any(faulty.Contains))];
        return new Roster
        {
            People = [.. collected.Where(person => !person.Keys.Any(faulty.Contains))],
            Units = units is null ? [] : [.. units],
            Coverage = coverage ?? RosterCoverage.None,
            Date = date,
            Digest = Digest(collected, coverage ?? RosterCoverage.None),
            Issues = issues.ToImmutable(),
            FaultyKeys = [.. doubled.SelectMany(person => person.Keys).Distinct()],
        };
    }

    // Over everything that a plan follows from, in an order of its own; control characters part what titles may hold.
    private static string Digest(List<Person> people, RosterCoverage coverage)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> complete = coverage.Complete.Select(part => $"{part.Unit}\u001f{part.Role}");
        foreach (string line in people.Select(Line).Order(StringComparer.Ordinal).Concat(complete.Order(StringComparer.Ordinal)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(Person person)
    {
        string places = string.Join('\u001d', person.Affiliations.Select(place => $"{place.Unit}\u001e{place.Role}\u001e{place.Grade}\u001e{string.Join('\u001f', place.Classes)}"));
        string birth = person.BirthDate is { } date ? LocalDatePattern.Iso.Format(date) : "";
        return $"{string.Join('\u001f', person.Keys.Order())}\t{person.Name.Full}\t{birth}\t{(person.Enabled ? "1" : "0")}\t{places}";
    }
}
