using System.Collections.Immutable;
using System.Text;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>A text with placeholders: <c>{name}</c> stands for a field, <c>{{</c> and <c>}}</c> for the braces themselves.</summary>
internal sealed class TemplateText
{
    private readonly ImmutableArray<(string Text, bool IsField)> _pieces;

    private TemplateText(ImmutableArray<(string, bool)> pieces) => _pieces = pieces;

    /// <summary>Reads a text; everything that is wrong is added to the issues.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The file.</param>
    /// <param name="firstLine">Line of the file on which the text begins.</param>
    /// <param name="fields">Fields that it may name.</param>
    /// <param name="elsewhere">Fields that are known and not for this part.</param>
    /// <param name="issues">Takes what is wrong.</param>
    public static TemplateText Read(
        string text,
        string source,
        int firstLine,
        ImmutableArray<string> fields,
        ImmutableArray<string> elsewhere,
        ICollection<Issue> issues)
    {
        ImmutableArray<(string, bool)>.Builder pieces = ImmutableArray.CreateBuilder<(string, bool)>();
        StringBuilder literal = new();
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
                literal.Append(c);
            }
            else if (i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
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

                string field = text.Substring(i + 1, end - 1);
                i += end;
                if (!fields.Contains(field))
                {
                    issues.Add(elsewhere.Contains(field) ? NotHere(place, field) : Unknown(place, field, fields));
                    continue;
                }

                pieces.Add((literal.ToString(), false));
                literal.Clear();
                pieces.Add((field, true));
            }
        }

        pieces.Add((literal.ToString(), false));
        return new TemplateText(pieces.ToImmutable());
    }

    /// <summary>The text with its fields filled in.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values, Func<string, string>? encode = null)
    {
        StringBuilder filled = new();
        foreach ((string text, bool isField) in _pieces)
        {
            filled.Append(!isField ? text : encode is null ? values[text] : encode(values[text]));
        }

        return filled.ToString();
    }

    private static Issue Unknown(SourcePlace place, string field, ImmutableArray<string> fields) => new(
        "mail.template-placeholder",
        place,
        new LocalizedText(
            $"Mẫu này không có trường '{field}'; các trường là {string.Join(", ", fields)}.",
            $"This template has no field '{field}'; the fields are {string.Join(", ", fields)}."));

    private static Issue NotHere(SourcePlace place, string field) => new(
        "mail.template-subject-field",
        place,
        new LocalizedText(
            $"Trường '{field}' không được đặt ở tiêu đề: ai nhìn thấy màn hình cũng đọc được tiêu đề.",
            $"The field '{field}' must not stand in the subject, which everybody reads who sees the screen."));
}
