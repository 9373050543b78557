using System.Collections.Immutable;
using System.Text;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>
/// A text with placeholders: <c>{name}</c> stands for a field, <c>{#name}…{/name}</c> is written once for each item, <c>{{</c> and <c>}}</c> are the braces themselves. A line
/// that holds nothing but the beginning or the end of such a part is not there.
/// </summary>
internal sealed class TemplateText
{
    private readonly ImmutableArray<Piece> _pieces;

    private TemplateText(ImmutableArray<Piece> pieces) => _pieces = pieces;

    /// <summary>Reads a text; everything that is wrong is added to the issues.</summary>
    /// <param name="text">The text, with line feeds.</param>
    /// <param name="source">The file.</param>
    /// <param name="firstLine">Line of the file on which the text begins.</param>
    /// <param name="kind">What it is a template of.</param>
    /// <param name="isSubject">Whether it is the subject, in which fewer fields may stand.</param>
    /// <param name="issues">Takes what is wrong.</param>
    public static TemplateText Read(string text, string source, int firstLine, MailTemplateKind kind, bool isSubject, ICollection<Issue> issues) =>
        new Reader(text, source, firstLine, kind, isSubject, issues).Read();

    /// <summary>The text with its fields filled in.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values, IReadOnlyList<IReadOnlyDictionary<string, string>> items, Func<string, string>? encode = null)
    {
        StringBuilder filled = new();
        foreach (Piece piece in _pieces)
        {
            if (piece.Section is not null)
            {
                foreach (IReadOnlyDictionary<string, string> item in items)
                {
                    filled.Append(piece.Section.Fill(item, [], encode));
                }
            }
            else
            {
                filled.Append(!piece.IsField ? piece.Text : encode is null ? values[piece.Text] : encode(values[piece.Text]));
            }
        }

        return filled.ToString();
    }

    private sealed record Piece(string Text, bool IsField, TemplateText? Section = null);

    private sealed class Reader(string text, string source, int firstLine, MailTemplateKind kind, bool isSubject, ICollection<Issue> issues)
    {
        private readonly StringBuilder _literal = new();
        private ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();
        private ImmutableArray<Piece>.Builder? _outside;
        private SourcePlace _opened;

        public TemplateText Read()
        {
            (int line, int lineStart) = (firstLine, 0);
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c == '\n')
                {
                    (line, lineStart) = (line + 1, i + 1);
                }

                if (c is not ('{' or '}'))
                {
                    _literal.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == c)
                {
                    _literal.Append(c);
                    i++;
                }
                else
                {
                    SourcePlace place = new(source, line, i - lineStart + 1);
                    int end = c == '{' ? text.AsSpan(i).IndexOfAny('}', '\n') : -1;
                    if (end < 0 || text[i + end] == '\n')
                    {
                        issues.Add(new Issue("mail.template-brace", place, new LocalizedText(
                            "Dấu ngoặc nhọn không thành cặp; muốn có chính dấu ấy thì viết hai lần.",
                            "A brace without its partner; to have the brace itself, write it twice.")));
                        continue;
                    }

                    string name = text.Substring(i + 1, end - 1);
                    int start = i;
                    i += end;
                    if (name.StartsWith('#') || name.StartsWith('/'))
                    {
                        Turn(name, place);
                        if (start == lineStart && i + 1 < text.Length && text[i + 1] == '\n')
                        {
                            i++;
                            (line, lineStart) = (line + 1, i + 1);
                        }
                    }
                    else
                    {
                        Take(name, place);
                    }
                }
            }

            Flush();
            if (_outside is not null)
            {
                AddSectionFault(_opened);
            }

            return new TemplateText((_outside ?? _pieces).ToImmutable());
        }

        private void Take(string field, SourcePlace place)
        {
            bool isInside = _outside is not null;
            if (isInside ? kind.SectionFields.Contains(field) : (isSubject ? kind.SubjectFields : kind.Fields).Contains(field))
            {
                Flush();
                _pieces.Add(new Piece(field, IsField: true));
            }
            else
            {
                bool isElsewhere = isSubject && (kind.Fields.Contains(field) || kind.SectionFields.Contains(field));
                issues.Add(isElsewhere ? NotHere(place, field) : Unknown(place, field, isInside ? kind.SectionFields : isSubject ? kind.SubjectFields : kind.Fields));
            }
        }

        private void Turn(string mark, SourcePlace place)
        {
            bool isBegin = mark[0] == '#';
            if (isSubject || mark[1..] != kind.Section || isBegin == (_outside is not null))
            {
                AddSectionFault(place);
                return;
            }

            Flush();
            if (isBegin)
            {
                (_outside, _pieces, _opened) = (_pieces, ImmutableArray.CreateBuilder<Piece>(), place);
            }
            else
            {
                _outside!.Add(new Piece("", IsField: false, new TemplateText(_pieces.ToImmutable())));
                (_pieces, _outside) = (_outside, null);
            }
        }

        private void Flush()
        {
            _pieces.Add(new Piece(_literal.ToString(), IsField: false));
            _literal.Clear();
        }

        private void AddSectionFault(SourcePlace place) => issues.Add(new Issue("mail.template-section", place, kind.Section is not { } section
            ? new LocalizedText("Mẫu này không có phần lặp lại.", "This template has no part that is repeated.")
            : new LocalizedText(
                $"Phần lặp lại viết {{#{section}}}…{{/{section}}}, có mở có đóng, không lồng nhau, không ở tiêu đề.",
                $"The part that is repeated is written {{#{section}}}…{{/{section}}}, opened and closed, not inside itself and not in the subject.")));

        private static Issue Unknown(SourcePlace place, string field, ImmutableArray<string> fields) => new(
            "mail.template-placeholder",
            place,
            new LocalizedText(
                $"Ở đây không có trường '{field}'; các trường là {string.Join(", ", fields)}.",
                $"There is no field '{field}' here; the fields are {string.Join(", ", fields)}."));

        private static Issue NotHere(SourcePlace place, string field) => new(
            "mail.template-subject-field",
            place,
            new LocalizedText(
                $"Trường '{field}' không được đặt ở tiêu đề: ai nhìn thấy màn hình cũng đọc được tiêu đề.",
                $"The field '{field}' must not stand in the subject, which everybody reads who sees the screen."));
    }
}
