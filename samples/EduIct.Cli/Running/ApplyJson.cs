using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Running;

namespace EduIct.Cli.Running;

/// <summary>What an application did, for programs.</summary>
internal static class ApplyJson
{
    public static void Write(TextWriter output, ApplyResult result) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("outcome", JsonOutput.Camel(result.Outcome));
        if (result.Plan is { } plan)
        {
            json.WriteStartObject("plan");
            json.WriteNumber("operations", plan.Operations.Length);
            json.WriteStartObject("counts");
            foreach ((OperationKind kind, int count) in plan.Counts.OrderBy(pair => pair.Key))
            {
                json.WriteNumber(JsonOutput.Camel(kind), count);
            }

            json.WriteEndObject();
            json.WriteNumber("leftAlone", plan.LeftAlone.Length);
            json.WriteEndObject();
        }

        Write(json, "resumed", result.Resumed);
        Write(json, "run", result.Run);
        if (result.Mailboxes is { } mailboxes)
        {
            MailboxText.Write(json, mailboxes);
        }

        json.WriteStartArray("refusals");
        foreach (GuardRefusal refusal in result.Refusals)
        {
            json.WriteStartObject();
            json.WriteString("guard", refusal.Guard);
            json.WriteNumber("count", refusal.Count);
            json.WriteNumber("limit", refusal.Limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonOutput.WriteIssues(json, "issues", result.Issues);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, RunSummary? run)
    {
        if (run is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("done", run.States.GetValueOrDefault(OperationState.Done));
        json.WriteNumber("stale", run.States.GetValueOrDefault(OperationState.Stale));
        json.WriteNumber("failed", run.States.GetValueOrDefault(OperationState.Failed));
        json.WriteStartArray("notDone");
        foreach (NotDone item in run.NotDone)
        {
            json.WriteStartObject();
            json.WriteNumber("seq", item.Seq);
            json.WriteString("op", JsonOutput.Camel(item.Kind));
            json.WriteString("person", item.Person?.ToString());
            json.WriteString("state", JsonOutput.Camel(item.State));
            json.WriteString("reason", item.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
