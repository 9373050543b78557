using System.Text.Json;
using EduIct.Directives;
using EduIct.Units;
using NodaTime.Text;

namespace EduIct.Calendars;

/// <summary>Duties as JSON: an array of <c>{id, pack, clause, binds, to, what, lastMoment, precision, words, projected}</c>.</summary>
public static class CalendarJson
{
    /// <summary>
    /// Writes the array. <c>binds</c>: names of kinds of unit; <c>to</c>: who receives it, or null; <c>lastMoment</c>: ISO 8601 with offset, or null;
    /// <c>precision</c>: one of <c>minute</c>, <c>day</c>, <c>month</c>, <c>schoolYear</c>, <c>none</c>. Further members: <c>when</c> (the time in words), <c>daily</c>,
    /// <c>assumed</c> (the plan of the school year is not known) and <c>draft</c>.
    /// </summary>
    /// <param name="json">Where to.</param>
    /// <param name="duties">The duties, in the order in which they are written.</param>
    /// <param name="language">Of <c>to</c>, <c>what</c> and <c>when</c>: <c>vi</c> or <c>en</c>. <c>words</c> are those of the directive.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<Duty> duties, string language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(duties);
        json.WriteStartArray();
        foreach (Duty duty in duties)
        {
            Provision provision = duty.Entry.Provision;
            json.WriteStartObject();
            json.WriteString("id", duty.Id);
            json.WriteString("pack", duty.Directive.Id);
            json.WriteString("clause", provision.Clause);
            json.WriteStartArray("binds");
            foreach (UnitKind kind in duty.Binds.Kinds)
            {
                json.WriteStringValue(kind.Name);
            }

            json.WriteEndArray();
            json.WriteString("to", duty.To?.In(language));
            json.WriteString("what", provision.Title.In(language));
            json.WriteString("lastMoment", duty.LastMoment is { } moment ? OffsetDateTimePattern.Rfc3339.Format(moment) : null);
            json.WriteString("precision", JsonNamingPolicy.CamelCase.ConvertName(duty.Precision.ToString()));
            json.WriteString("words", provision.Words);
            json.WriteBoolean("projected", duty.IsProjected);
            json.WriteString("when", duty.When.In(language));
            json.WriteBoolean("daily", duty.IsDaily);
            json.WriteBoolean("assumed", duty.IsAssumed);
            json.WriteBoolean("draft", provision.IsDraft || duty.Directive.Header.IsDraft);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
