using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using EduIct.Issues;
using EduIct.People;
using NodaTime;

namespace EduIct.Naming;

/// <summary>
/// A pattern of local parts, e.g. <c>{given}.{initials}{yy}</c>, which gives <c>an.nv12</c> for Nguyễn Văn An, born in 2012. Tokens:
/// <c>{given}</c>, <c>{family}</c>, <c>{middle}</c>, <c>{initials}</c> (of family and middle names), <c>{full}</c>, <c>{code}</c>,
/// <c>{code:N}</c> (its last N letters and digits), <c>{yy}</c>, <c>{yyyy}</c>, <c>{mm}</c>, <c>{dd}</c>, <c>{ddmmyy}</c> (date of birth),
/// <c>{unit}</c>, <c>{class}</c>, <c>{grade}</c>, and once <c>{n}</c>, the place of the counter that tells namesakes apart (2, 3, …; at the
/// end where there is no <c>{n}</c>). Around them stand letters, digits and <c>. - _</c>. What comes out is in lower case.
/// </summary>
public sealed class AddressPattern
{
    /// <summary>Longest pattern: 200 characters.</summary>
    public const int MaxLength = 200;

    private static readonly ImmutableDictionary<string, PatternToken> s_tokens = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        new KeyValuePair<string, PatternToken>("given", PatternToken.Given), new("family", PatternToken.Family), new("middle", PatternToken.Middle),
        new("initials", PatternToken.Initials), new("full", PatternToken.Full), new("code", PatternToken.Code), new("yy", PatternToken.YearShort),
        new("yyyy", PatternToken.Year), new("mm", PatternToken.Month), new("dd", PatternToken.Day), new("ddmmyy", PatternToken.BirthDate),
        new("unit", PatternToken.Unit), new("class", PatternToken.Class), new("grade", PatternToken.Grade), new("n", PatternToken.Counter),
    ]);

    private readonly ImmutableArray<Part> _parts;

    private AddressPattern(string text, ImmutableArray<Part> parts) => (Text, _parts) = (text, parts);

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern, or tells every fault of it; the column of a fault's place is a position in the text, from 1.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AddressPattern? pattern, out ImmutableArray<Issue> faults)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var found = ImmutableArray.CreateBuilder<Issue>();
        text ??= "";
        if (text.Length is 0 or > MaxLength)
        {
            Fault(0, "pattern.length", $"Mẫu địa chỉ có từ 1 đến {MaxLength} ký tự.", $"An address pattern has 1 to {MaxLength} characters.");
        }

        for (int i = 0; i < text.Length && text.Length <= MaxLength; i++)
        {
            if (text[i] == '{')
            {
                int close = text.IndexOf('}', i);
                string inside = close < 0 ? text[(i + 1)..] : text[(i + 1)..close];
                if (close < 0)
                {
                    Fault(i, "pattern.brace", "Thiếu dấu '}'.", "'}' is missing.");
                }
                else if (ReadToken(inside) is not { } token)
                {
                    Fault(i, "pattern.token", $"Không có '{{{inside}}}'. Có: {{{string.Join("}, {", s_tokens.Keys.Order(StringComparer.Ordinal))}}}, {{code:N}}.",
                        $"There is no '{{{inside}}}'. There are: {{{string.Join("}, {", s_tokens.Keys.Order(StringComparer.Ordinal))}}}, {{code:N}}.");
                }
                else if (token.Token == PatternToken.Counter && parts.Any(part => part.Token == PatternToken.Counter))
                {
                    Fault(i, "pattern.counter", "'{n}' chỉ được có một lần.", "'{n}' may stand once.");
                }
                else
                {
                    parts.Add(token);
                }

                i = close < 0 ? text.Length : close;
            }
            else if (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '-' or '_')
            {
                parts.Add(new Part(PatternToken.Literal, char.ToLowerInvariant(text[i]).ToString()));
            }
            else
            {
                Fault(i, "pattern.character", $"Ký tự '{text[i]}' không được có trong địa chỉ.", $"The character '{text[i]}' cannot stand in an address.");
            }
        }

        if (found.Count == 0 && parts.All(part => part.Token is PatternToken.Counter || part is { Token: PatternToken.Literal, Text: "." or "-" or "_" }))
        {
            Fault(0, "pattern.empty", "Mẫu không cho ra chữ nào.", "The pattern gives no letter.");
        }

        faults = found.ToImmutable();
        pattern = faults.IsEmpty ? new AddressPattern(text, parts.ToImmutable()) : null;
        return pattern is not null;

        void Fault(int at, string code, string vi, string en) => found.Add(new Issue(code, new SourcePlace(text, 1, at + 1), new LocalizedText(vi, en)));
    }

    /// <summary>The local part for somebody, without a counter.</summary>
    /// <returns>The local part; null where the pattern asks for what the subject does not have, or nothing comes out. Length is the caller's to check.</returns>
    public string? Render(NamingSubject subject) => RenderParts(subject)?.With(1);

    /// <inheritdoc cref="Text"/>
    public override string ToString() => Text;

    internal LocalPart? RenderParts(NamingSubject subject)
    {
        var before = new StringBuilder();
        var after = new StringBuilder();
        StringBuilder current = before;
        foreach (Part part in _parts)
        {
            if (part.Token == PatternToken.Counter)
            {
                current = after;
            }
            else if (Value(part, subject) is { } value)
            {
                current.Append(value);
            }
            else
            {
                return null;
            }
        }

        var rendered = new LocalPart(before.ToString(), after.ToString());
        return rendered.With(1).Length == 0 ? null : rendered;
    }

    /// <summary>
    /// Whether a local part is one that the pattern gives for a person of this name and key, whatever the counter, class, grade, unit and
    /// date of birth: an address is for ever, and only another name is a reason for another one.
    /// </summary>
    internal bool CouldGive(string local, NamingSubject subject)
    {
        var pieces = new List<Piece>();
        foreach (Part part in _parts)
        {
            switch (part.Token)
            {
                case PatternToken.Counter:
                    pieces.Add(new Piece("", Digits: 0));
                    break;
                case PatternToken.Unit or PatternToken.Class or PatternToken.Grade:
                    pieces.Add(new Piece(null, Digits: 0));
                    break;
                case PatternToken.YearShort or PatternToken.Day or PatternToken.Month:
                    pieces.Add(new Piece(null, Digits: 2));
                    break;
                case PatternToken.Year:
                    pieces.Add(new Piece(null, Digits: 4));
                    break;
                case PatternToken.BirthDate:
                    pieces.Add(new Piece(null, Digits: 6));
                    break;
                default:
                    if (Value(part, subject) is not { } value)
                    {
                        return false;
                    }

                    pieces.Add(new Piece(value, Digits: 0));
                    break;
            }
        }

        if (_parts.All(part => part.Token != PatternToken.Counter))
        {
            pieces.Add(new Piece("", Digits: 0));
        }

        return Fits(local, pieces, 0, "");
    }

    /// <summary>Dots, hyphens and underscores that an empty name part left behind go: none at the ends, none after another.</summary>
    internal static string Tidy(string local)
    {
        var tidy = new StringBuilder(local.Length);
        foreach (char c in local)
        {
            if (c is not ('.' or '-' or '_') || (tidy.Length > 0 && tidy[^1] is not ('.' or '-' or '_')))
            {
                tidy.Append(c);
            }
        }

        return tidy.ToString().TrimEnd('.', '-', '_');
    }

    // Tries the few lengths that each open piece may have; local parts have at most 64 characters, patterns few open pieces.
    private static bool Fits(string local, List<Piece> pieces, int index, string built)
    {
        string tidy = Tidy(built);
        if (!local.StartsWith(tidy, StringComparison.Ordinal))
        {
            return false;
        }

        if (index == pieces.Count)
        {
            return tidy.Length == local.Length;
        }

        Piece piece = pieces[index];
        if (piece.Text is { Length: > 0 } text)
        {
            return Fits(local, pieces, index + 1, built + text);
        }

        // An empty text is the place of the counter: nothing, or a number.
        if (piece.Text is not null && Fits(local, pieces, index + 1, built))
        {
            return true;
        }

        bool separated = built.Length > 0 && built[^1] is '.' or '-' or '_' && tidy.Length < local.Length;
        int start = tidy.Length + (separated ? 1 : 0);
        int least = piece.Digits > 0 ? piece.Digits : 1;
        int most = piece.Digits > 0 ? piece.Digits : local.Length - start;
        bool digitsOnly = piece.Digits > 0 || piece.Text is not null;
        for (int length = least; length <= most && start + length <= local.Length; length++)
        {
            string taken = local.Substring(start, length);
            if (digitsOnly ? !taken.All(char.IsAsciiDigit) : !taken.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                break;
            }

            if (Fits(local, pieces, index + 1, built + taken))
            {
                return true;
            }
        }

        return false;
    }

    private static Part? ReadToken(string inside)
    {
        if (s_tokens.TryGetValue(inside, out PatternToken token))
        {
            return new Part(token, "");
        }

        return inside.StartsWith("code:", StringComparison.Ordinal)
            && int.TryParse(inside.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length is >= 1 and <= 64
            ? new Part(PatternToken.Code, "", length)
            : null;
    }

    private static string? Value(Part part, NamingSubject subject) => part.Token switch
    {
        PatternToken.Literal => part.Text,
        PatternToken.Given => subject.Name is { } name ? NotEmpty(Letters(name.Given)) : null,
        PatternToken.Family => subject.Name is { } name ? Letters(name.Family) : null,
        PatternToken.Middle => subject.Name is { } name ? Letters(name.Middle) : null,
        PatternToken.Initials => subject.Name is { } name ? Initials(name) : null,
        PatternToken.Full => subject.Name is { } name ? NotEmpty(Letters(name.Full)) : null,
        PatternToken.Code => subject.Code is { } code ? Last(NotEmpty(Plain(code)), part.Length) : null,
        PatternToken.YearShort => Date(subject, date => Two(date.Year % 100)),
        PatternToken.Year => Date(subject, date => date.Year.ToString("D4", CultureInfo.InvariantCulture)),
        PatternToken.Month => Date(subject, date => Two(date.Month)),
        PatternToken.Day => Date(subject, date => Two(date.Day)),
        PatternToken.BirthDate => Date(subject, date => Two(date.Day) + Two(date.Month) + Two(date.Year % 100)),
        PatternToken.Unit => Slug(subject.UnitSlug),
        PatternToken.Class => Slug(subject.Class),
        PatternToken.Grade => Slug(subject.Grade),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.Token, "Not a token with a value."),
    };

    private static string? Date(NamingSubject subject, Func<LocalDate, string> format) => subject.BirthDate is { } date ? format(date) : null;

    private static string Two(int number) => number.ToString("D2", CultureInfo.InvariantCulture);

    private static string? Slug(string? text) => VietnameseText.ToSlug(text)?.ToLowerInvariant();

    // Apostrophes and hyphens of names have no place in an address that a child types.
    private static string Letters(string text) => VietnameseText.TryToAscii(text, out string ascii, out _) ? Plain(ascii) : "";

    // A code may have no letter at all, and hyphens and dots between its digits.
    private static string Plain(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string Initials(PersonName name) =>
        string.Concat(name.FamilyAndMiddle.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0).Select(word => word[0]));

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;

    private static string? Last(string? text, int length) => text is null || length == 0 || text.Length <= length ? text : text[^length..];

    private readonly record struct Part(PatternToken Token, string Text, int Length = 0);

    // Text: this very text; empty text: the counter; null: letters, digits and hyphens, or exactly so many digits.
    private readonly record struct Piece(string? Text, int Digits);
}
