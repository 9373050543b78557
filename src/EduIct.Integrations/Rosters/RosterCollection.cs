using System.Collections.Immutable;
using System.Globalization;
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
            People = [.. collected.Except(doubled)],
            Units = units is null ? [] : [.. units],
            Coverage = coverage ?? RosterCoverage.None,
            Date = date,
            Digest = Digest(collected),
            Issues = issues.ToImmutable(),
            FaultyKeys = [.. doubled.SelectMany(person => person.Keys).Distinct()],
        };
    }

    // Over everything that a plan follows from, in the order of keys.
    private static string Digest(List<Person> people)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Person person in people.OrderBy(person => person.Keys.Min()))
        {
            string places = string.Join(';', person.Affiliations.Select(place => $"{place.Unit}|{place.Role}|{place.Grade}|{string.Join(',', place.Classes)}"));
            string birth = person.BirthDate is { } date ? LocalDatePattern.Iso.Format(date) : "";
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{string.Join(',', person.Keys.Order())}\t{person.Name.Full}\t{birth}\t{person.Enabled}\t{places}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
