using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Rosters;

namespace EduIct.Guardians;

/// <summary>Where guardians are reached, by a roster, for results that do not say it. Who is reached is not who asked: that the register of consents says.</summary>
public static class GuardianContacts
{
    /// <summary>
    /// Gives results without a contact those of the roster: a student with two guardians there has two results then, one with none stays without. Contacts that the results
    /// have already are not given again.
    /// </summary>
    /// <param name="results">The results. <see cref="TermResult.StudentKey"/> is one of the pupil's keys in the roster, with its system (<c>moet:1001</c>) or without.</param>
    /// <param name="roster">The roster, read with <see cref="RosterReaderOptions.Guardians"/>.</param>
    /// <returns>The results in the same order, and the faults: <c>results.ambiguous-student</c>, a code that several pupils have in different systems; those results stay without.</returns>
    public static (ImmutableArray<TermResult> Results, ImmutableArray<Issue> Issues) Complete(IReadOnlyCollection<TermResult> results, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(roster);
        var byCode = new Dictionary<string, List<GuardianLink>>(StringComparer.Ordinal);
        foreach (GuardianLink link in roster.Guardians)
        {
            foreach (string code in link.Pupil.SelectMany(key => new[] { key.Value, key.ToString() }).Distinct(StringComparer.Ordinal))
            {
                byCode.TryAdd(code, []);
                byCode[code].Add(link);
            }
        }

        var known = results.Where(result => result.Guardian is not null).Select(result => (result.StudentKey, result.Guardian)).ToHashSet();
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var complete = ImmutableArray.CreateBuilder<TermResult>(results.Count);
        foreach ((int index, TermResult result) in results.Index())
        {
            List<GuardianLink> links = result.Guardian is null ? byCode.GetValueOrDefault(result.StudentKey, []) : [];
            if (links.Exists(link => link.Pupil[0] != links[0].Pupil[0]))
            {
                issues.Add(new Issue("results.ambiguous-student", result.Source ?? new SourcePlace("results", index + 1), new LocalizedText(
                    "Mã học sinh này có ở nhiều học sinh của danh sách; hãy ghi kèm hệ thống, như moet:1001.",
                    "Several pupils of the roster have this code; write it with its system, as moet:1001.")));
                links = [];
            }

            if (links.Count == 0)
            {
                complete.Add(result);
            }

            complete.AddRange(from link in links
                              where known.Add((result.StudentKey, link.Contact))
                              select result with { Guardian = link.Contact, GuardianName = link.Name });
        }

        return (complete.ToImmutable(), issues.ToImmutable());
    }
}
