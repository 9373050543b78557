namespace EduIct.Emulator.Protocol;

/// <summary>
/// One clause of a search: <c>field=value</c>, <c>field:value</c>, <c>field:prefix*</c> or a value alone. A value with blanks
/// stands in single quotes, in which a backslash takes the next character as it is. Clauses are joined by AND.
/// </summary>
internal sealed record SearchClause(string? Field, char Operator, string Value)
{
    public static ApiError Refused() => ApiError.Invalid("Invalid query");

    public bool Matches(string text) => Operator switch
    {
        '=' => text.Equals(Value, StringComparison.OrdinalIgnoreCase),
        '*' => text.StartsWith(Value, StringComparison.OrdinalIgnoreCase),
        _ => Contains(text),
    };

    public bool Contains(string text) => text.Contains(Value, StringComparison.OrdinalIgnoreCase);

    public Func<T, bool> Allow<T>(string operators, Func<T, bool> test) => operators.Contains(Operator, StringComparison.Ordinal) ? test : throw Refused();

    public static IReadOnlyList<SearchClause> Parse(string text)
    {
        var clauses = new List<SearchClause>();
        for (var position = 0; ;)
        {
            while (position < text.Length && text[position] == ' ')
                position++;
            if (position == text.Length)
                return clauses.Count > 0 ? clauses : throw Refused();
            clauses.Add(Read(text, ref position));
        }
    }

    private static SearchClause Read(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiLetterOrDigit(text[position]))
            position++;
        if (position == start || position == text.Length || text[position] is not ('=' or ':'))
        {
            position = start;
            var (alone, _) = ReadValue(text, ref position);
            return new SearchClause(null, ':', alone);
        }
        var field = text[start..position];
        var sign = text[position++];
        var (value, isPrefix) = ReadValue(text, ref position);
        if (isPrefix && sign == '=')
            throw Refused();
        return new SearchClause(field, isPrefix ? '*' : sign, value);
    }

    private static (string Value, bool IsPrefix) ReadValue(string text, ref int position)
    {
        var value = new System.Text.StringBuilder();
        var isPrefix = false;
        if (position < text.Length && text[position] is '\'' or '"')
        {
            var quote = text[position++];
            while (position < text.Length && text[position] != quote)
            {
                if (text[position] == '\\')
                    position++;
                if (position < text.Length)
                    value.Append(text[position++]);
            }
            if (position++ >= text.Length)
                throw Refused();
        }
        else
        {
            while (position < text.Length && text[position] is not (' ' or '*'))
                value.Append(text[position++]);
        }
        if (position < text.Length && text[position] == '*')
        {
            isPrefix = true;
            position++;
        }
        if (value.Length == 0 || (position < text.Length && text[position] != ' '))
            throw Refused();
        return (value.ToString(), isPrefix);
    }
}
