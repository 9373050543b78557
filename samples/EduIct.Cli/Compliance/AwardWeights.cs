using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Cli.Compliance;

/// <summary>The award ranking of all units of a report, by the weights of a file.</summary>
internal static class AwardWeights
{
    public static bool TryRank(
        CliTerminal terminal, FileInfo file, ComplianceReport report, out ImmutableArray<AwardTable> awards)
    {
        awards = [];
        Dictionary<string, double> weights = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file.FullName), new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (JsonProperty weight in json.RootElement.EnumerateObject())
            {
                weights.Add(weight.Name, weight.Value.GetDouble());
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            terminal.Fault($"{file.Name}: cần JSON như {{\"9772.award-…\": 2}}: {exception.Message}", $"{file.Name}: JSON such as {{\"9772.award-…\": 2}} is needed: {exception.Message}");
            return false;
        }

        ImmutableArray<AwardCandidate> candidates = [.. report.Facts.Units.Select((unit, row) => Candidate(unit, row))];
        var ranked = ImmutableArray.CreateBuilder<AwardTable>();
        foreach (Directive directive in report.Library.Directives)
        {
            Dictionary<string, double> own = directive.EntriesOf<AwardCriterion>().Where(criterion => weights.ContainsKey(criterion.Id))
                .ToDictionary(criterion => criterion.Id, criterion => weights[criterion.Id], StringComparer.Ordinal);
            if (own.Count > 0)
            {
                try
                {
                    ranked.Add(new AwardTable(directive, AwardRanking.Rank(report, directive, own, candidates)));
                }
                catch (ArgumentException exception)
                {
                    terminal.Fault($"{file.Name}: {exception.Message}", $"{file.Name}: {exception.Message}");
                    return false;
                }
            }

            foreach (string id in own.Keys)
            {
                weights.Remove(id);
            }
        }

        awards = ranked.DrainToImmutable();
        foreach (string stranger in weights.Keys)
        {
            terminal.Fault($"{file.Name}: không có tiêu chí '{stranger}'.", $"{file.Name}: there is no criterion '{stranger}'.");
        }

        return weights.Count == 0;

        static AwardCandidate Candidate(FactUnit unit, int row) => new(unit.Name, [row]);
    }
}
