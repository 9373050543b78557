using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>An official letter (công văn) that can be sent as it is. Immutable.</summary>
public sealed class Dispatch
{
    /// <summary>Longest number with sign: 60 characters.</summary>
    public const int LongestNumber = 60;

    /// <summary>Longest subject: 300 characters.</summary>
    public const int LongestSubject = 300;

    /// <summary>Most files of one letter: 20.</summary>
    public const int MostAttachments = 20;

    private Dispatch(DispatchId id, string issuerName, string subject, ImmutableArray<MailAttachment> attachments, LocalDate? confirmBy)
    {
        Id = id;
        IssuerName = issuerName;
        Subject = subject;
        Attachments = attachments;
        ConfirmBy = confirmBy;
        Digest = DigestOf(subject, attachments);
    }

    /// <summary>Which letter it is.</summary>
    public DispatchId Id { get; }

    /// <summary>Name of the unit that issued it, on one line.</summary>
    public string IssuerName { get; }

    /// <summary>What it is about (trích yếu), without <c>V/v</c> or with.</summary>
    public string Subject { get; }

    /// <summary>The letter itself and what belongs to it, 1 to <see cref="MostAttachments"/> files.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; }

    /// <summary>The last day on which its receipt is to be confirmed; null: as soon as can be. No part of what the letter says.</summary>
    public LocalDate? ConfirmBy { get; }

    /// <summary>SHA-256 of subject and files, lower-case hexadecimal: two letters of one number that differ in it are not the same.</summary>
    public string Digest { get; }

    /// <summary>Makes a letter, or tells all that is wrong.</summary>
    /// <param name="issuer">Who issues it.</param>
    /// <param name="number">Number and sign; composed (Unicode NFC), and blanks around it are passed over.</param>
    /// <param name="date">Its day, 1945 to 9998.</param>
    /// <param name="subject">What it is about; treated like the number.</param>
    /// <param name="attachments">Its files, at least one, each name once.</param>
    /// <param name="confirmBy">Last day for the confirmation, not before <paramref name="date"/>; null: none is set.</param>
    /// <param name="dispatch">The letter, where nothing is wrong.</param>
    /// <param name="issues">All that is wrong: <c>dispatch.number</c>, <c>dispatch.date</c>, <c>dispatch.subject</c>, <c>dispatch.attachments</c>, <c>dispatch.attachment-twice</c>, <c>dispatch.confirm-by</c>.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryCreate(
        Unit issuer,
        string number,
        LocalDate date,
        string subject,
        IReadOnlyCollection<MailAttachment> attachments,
        LocalDate? confirmBy,
        [NotNullWhen(true)] out Dispatch? dispatch,
        out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(attachments);
        var found = ImmutableArray.CreateBuilder<Issue>();
        string cleanNumber = Clean(number, "number", LongestNumber, "Số và ký hiệu", "The number");
        string cleanSubject = Clean(subject, "subject", LongestSubject, "Trích yếu", "The subject");
        if (date.Year is < 1945 or > 9998)
        {
            Add("date", "Ngày của công văn phải từ năm 1945.", "The day of a letter is in 1945 or later.");
        }

        if (attachments.Count is 0 or > MostAttachments)
        {
            Add("attachments", $"Công văn có từ 1 đến {MostAttachments} tệp, không phải {attachments.Count}.", $"A letter has 1 to {MostAttachments} files, not {attachments.Count}.");
        }

        foreach (IGrouping<string, MailAttachment> same in attachments.GroupBy(file => file.FileName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Add("attachment-twice", $"Hai tệp cùng tên '{same.Key}'.", $"Two files are named '{same.Key}'.");
        }

        if (confirmBy < date)
        {
            Add("confirm-by", "Hạn xác nhận trước ngày của công văn.", "The last day for confirming is before the day of the letter.");
        }

        issues = found.ToImmutable();
        dispatch = issues.IsEmpty ? new Dispatch(new DispatchId(issuer.Code, cleanNumber, date), MailParty.ToDisplayName(issuer.Name), cleanSubject, [.. attachments], confirmBy) : null;
        return dispatch is not null;

        void Add(string code, string vi, string en) => found.Add(new Issue("dispatch." + code, new SourcePlace("dispatch", Field: code), new LocalizedText(vi, en)));

        string Clean(string text, string code, int longest, string vi, string en)
        {
            // Text that is not well-formed cannot be normalised.
            string clean = MailText.IsHeaderText(text) ? text.Normalize().Trim() : "";
            if (clean.Length == 0 || clean.Length > longest)
            {
                Add(code, $"{vi} phải có 1 đến {longest} ký tự trên một dòng, không có ký tự điều khiển.", $"{en} must have 1 to {longest} characters on one line, without control characters.");
            }

            return clean;
        }
    }

    /// <summary>Its number, day and issuer.</summary>
    public override string ToString() => Id.ToString();

    private static string DigestOf(string subject, ImmutableArray<MailAttachment> attachments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Encoding.UTF8.GetBytes(subject));
        foreach (MailAttachment file in attachments.OrderBy(file => file.FileName, StringComparer.Ordinal))
        {
            Append(Encoding.UTF8.GetBytes(file.FileName));
            Append(Encoding.UTF8.GetBytes(file.MediaType));
            Append(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // Each with its length, so that no two letters run together to the same bytes.
        void Append(ReadOnlySpan<byte> part)
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }
    }
}
