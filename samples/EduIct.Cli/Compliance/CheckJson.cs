using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Compliance;
using EduIct.Cli.Terminal;
using EduIct.Directives;

namespace EduIct.Cli.Compliance;

/// <summary>A report with what the command adds to it: changes and awards.</summary>
internal static class CheckJson
{
    public static void Write(
        Utf8JsonWriter json, ComplianceReport report, ComplianceReport? before, ImmutableArray<AwardTable> awards,
        CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WritePropertyName("report");
        ComplianceJson.Write(json, report, cancellationToken);
        if (before is not null)
        {
            Changes(json, before, report);
        }

        if (!awards.IsEmpty)
        {
            Awards(json, awards);
        }

        json.WriteEndObject();
    }

    private static void Changes(Utf8JsonWriter json, ComplianceReport before, ComplianceReport after)
    {
        json.WriteStartArray("changes");
        foreach (UnitComparison unit in ComplianceComparison.Units(before, after))
        {
            json.WriteStartObject();
            json.WriteString("unit", unit.Unit.Code);
            json.WriteStartArray("outcomes");
            foreach (OutcomeChange change in unit.Outcomes)
            {
                json.WriteStartObject();
                json.WriteString("requirement", change.After.Requirement.Id);
                json.WriteString("clause", change.After.Requirement.Clause);
                json.WriteString("before", JsonOutput.Camel(change.Before.Outcome));
                json.WriteString("after", JsonOutput.Camel(change.After.Outcome));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("facts");
            foreach (FactChange change in unit.Facts)
            {
                json.WriteStartObject();
                json.WriteString("fact", change.Fact.Id);
                json.WriteString("before", change.Before.Vi);
                json.WriteString("after", change.After.Vi);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Awards(Utf8JsonWriter json, ImmutableArray<AwardTable> awards)
    {
        json.WriteStartArray("awards");
        foreach (AwardTable award in awards)
        {
            json.WriteStartObject();
            json.WriteString("directive", award.Directive.Id);
            json.WriteStartArray("ranks");
            foreach (RankedCandidate ranked in award.Ranks)
            {
                json.WriteStartObject();
                json.WriteString("name", ranked.Candidate.Name);
                json.WriteNumber("rank", ranked.Rank);
                json.WriteBoolean("tied", ranked.IsTied);
                json.WriteNumber("best", ranked.BestRank);
                json.WriteNumber("worst", ranked.WorstRank);
                json.WriteNumber("low", Math.Round(ranked.Least, 4));
                json.WriteNumber("high", Math.Round(ranked.Most, 4));
                json.WriteStartArray("withoutData");
                foreach (AwardScore score in ranked.Scores.Where(score => !score.HasData && score.Weight > 0))
                {
                    json.WriteStringValue(score.Criterion.Id);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
