using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Issues;

namespace EduIct.Guardians;

/// <summary>What the directives say of channels for which guardians would pay.</summary>
public static class PaidChannels
{
    // What entries on such services ask: services.paidSms and services.paidResultMessages of the common catalogue.
    private static readonly string[] s_facts = ["services.paidSms", "services.paidResultMessages"];

    /// <summary>The entries that discourage or forbid them, of the latest directive first.</summary>
    public static ImmutableArray<(Directive Directive, DirectiveEntry Entry)> Discouraging(DirectiveLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return
        [
            .. s_facts.SelectMany(library.Asking).Where(found => found.Entry.Provision.Strength is Strength.Discouraged or Strength.Forbidden)
                .DistinctBy(found => found.Entry.Id).OrderByDescending(found => found.Directive.Header.Date),
        ];
    }

    /// <summary>Why a channel is refused, with the clauses and their words; null for one that is free.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="library">The directives.</param>
    /// <returns>An issue <c>results.paid-channel</c>.</returns>
    public static Issue? Refuse(ResultChannel channel, DirectiveLibrary library)
    {
        ImmutableArray<(Directive, DirectiveEntry)> clauses = Discouraging(library);
        return !channel.IsPaid ? null : new Issue("results.paid-channel", new SourcePlace("channel", Field: channel.Name), new LocalizedText(
            $"Không báo kết quả qua kênh thu tiền '{channel}'. {string.Join("; ", clauses.Select(clause => Cite(clause, "vi")))}",
            $"Results are not told through the paid channel '{channel}'. {string.Join("; ", clauses.Select(clause => Cite(clause, "en")))}"));
    }

    private static string Cite((Directive Directive, DirectiveEntry Entry) found, string language) =>
        $"{found.Entry.Title.In(language)} ({found.Directive.Header.Number}, {found.Entry.Clause}: “{found.Entry.Provision.Words}”)";
}
