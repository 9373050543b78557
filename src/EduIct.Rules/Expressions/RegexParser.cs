using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EduIct.Expressions;

/// <summary>
/// Reads RE2 syntax (github.com/google/re2/wiki/Syntax) and refuses what RE2 refuses: backreferences, lookaround, possessive and doubled
/// repetition. Not supported beyond that: <c>\C</c> (a byte) and classes of scripts (<c>\p{Greek}</c>), for which .NET has no data; general
/// categories (<c>\p{L}</c>) are.
/// </summary>
internal sealed class RegexParser
{
    private const int MaxRepeat = 1000;
    private const int MaxNesting = 200;
    private const int MaxPoint = 0x10FFFF;

    private readonly string _pattern;
    private readonly int _maxSize;
    private readonly List<RegexInstruction> _code = [];
    private int _at;
    private int _nesting;
    private bool _ignoreCase, _multiLine, _dotAll;

    private RegexParser(string pattern, int maxSize)
    {
        _pattern = pattern;
        _maxSize = maxSize;
    }

    internal static bool TryParse(string pattern, int maxSize, [NotNullWhen(true)] out RegexProgram? program, out string fault)
    {
        var parser = new RegexParser(pattern, maxSize);
        fault = parser.Alternatives() ?? (parser._at < pattern.Length ? "unexpected )" : "");
        program = null;
        if (fault.Length > 0)
            return false;
        parser._code.Add(new RegexInstruction(RegexCode.Match));
        program = new RegexProgram([.. parser._code]);
        return true;
    }

    private bool More => _at < _pattern.Length;

    private bool Accept(string text)
    {
        if (string.CompareOrdinal(_pattern, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private string? Emit(RegexInstruction instruction)
    {
        _code.Add(instruction);
        return _code.Count > _maxSize ? "too large" : null;
    }

    private string? EmitSet(RegexSet set) => Emit(new RegexInstruction(RegexCode.Set, Set: set));

    /// <summary>Every reader returns what is wrong, or null.</summary>
    private string? Alternatives()
    {
        if (++_nesting > MaxNesting)
            return "nested too deep";
        int start = _code.Count;
        var jumps = new List<int>();
        string? fault = Sequence();
        while (fault is null && Accept("|"))
        {
            // Split before what has been read so far, jump behind what follows.
            Insert(start, new RegexInstruction(RegexCode.Split, start + 1, _code.Count + 2), jumps);
            jumps.Add(_code.Count);
            fault = Emit(new RegexInstruction(RegexCode.Jump));
            start = _code.Count;
            fault ??= Sequence();
        }

        foreach (int jump in jumps)
            _code[jump] = new RegexInstruction(RegexCode.Jump, _code.Count);
        _nesting--;
        return fault;
    }

    private string? Sequence()
    {
        while (More && _pattern[_at] is not ('|' or ')'))
        {
            int start = _code.Count;
            if (Accept("\\Q"))
            {
                if (Quoted() is { } quoteFault)
                    return quoteFault;
                continue;
            }

            if ((Atom(out bool repeatable) ?? Repetition(start, repeatable)) is { } fault)
                return fault;
        }

        return null;
    }

    private string? Quoted()
    {
        while (More && !Accept("\\E"))
        {
            int start = _code.Count;
            bool last = string.CompareOrdinal(_pattern, _at + CodePoints.Width(_pattern, _at), "\\E", 0, 2) == 0;
            if (EmitSet(Single(Point())) is { } fault)
                return fault;
            if (last && Accept("\\E"))
                return Repetition(start, repeatable: true);
        }

        return null;
    }

    private string? Repetition(int start, bool repeatable)
    {
        if (!TryRepetition(out int least, out int most, out string? fault))
            return fault;
        if (!repeatable)
            return "nothing to repeat";
        Accept("?");
        if (TryRepetition(out _, out _, out _))
            return "a repetition of a repetition";
        return Repeat(start, least, most);
    }

    /// <summary>False where no repetition stands here, or one that is wrong; -1 for no upper bound.</summary>
    private bool TryRepetition(out int least, out int most, out string? fault)
    {
        (least, most, fault) = (0, -1, null);
        if (Accept("*"))
            return true;
        if (Accept("+"))
        {
            least = 1;
            return true;
        }

        if (Accept("?"))
        {
            most = 1;
            return true;
        }

        int back = _at;
        if (!Accept("{") || !Number(out least))
        {
            _at = back;
            return false;
        }

        most = least;
        if (Accept(",") && !Number(out most))
            most = -1;
        if (!Accept("}"))
        {
            _at = back;
            return false;
        }

        if (least > MaxRepeat || most > MaxRepeat || (most >= 0 && most < least))
            fault = "a repetition outside 0 to 1000, or upside down";
        return fault is null;
    }

    private bool Number(out int value)
    {
        int start = _at;
        while (More && char.IsAsciiDigit(_pattern[_at]))
            _at++;
        value = MaxRepeat + 1;
        if (_at == start)
            return false;
        if (int.TryParse(_pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            value = number;
        return true;
    }

    /// <summary>Replaces the code from <paramref name="start"/> by copies of it.</summary>
    private string? Repeat(int start, int least, int most)
    {
        RegexInstruction[] body = [.. _code.Skip(start)];
        long copies = Math.Max(most < 0 ? least + 1 : most, 1);
        if (start + (copies * (body.Length + 2)) > _maxSize)
            return "too large";
        _code.RemoveRange(start, body.Length);
        for (int i = 0; i < least; i++)
            Copy(body, start);
        if (most < 0)
        {
            int split = _code.Count;
            _code.Add(default);
            Copy(body, start);
            _code.Add(new RegexInstruction(RegexCode.Jump, split));
            _code[split] = new RegexInstruction(RegexCode.Split, split + 1, _code.Count);
            return null;
        }

        var exits = new List<int>();
        for (int i = least; i < most; i++)
        {
            exits.Add(_code.Count);
            _code.Add(default);
            Copy(body, start);
        }

        foreach (int exit in exits)
            _code[exit] = new RegexInstruction(RegexCode.Split, exit + 1, _code.Count);
        return null;
    }

    private void Copy(RegexInstruction[] body, int from)
    {
        int shift = _code.Count - from;
        foreach (RegexInstruction instruction in body)
            _code.Add(instruction with { First = instruction.First + shift, Second = instruction.Second + shift });
    }

    private void Insert(int at, RegexInstruction instruction, List<int> jumps)
    {
        _code.Insert(at, instruction);
        for (int i = at + 1; i < _code.Count; i++)
            _code[i] = _code[i] with { First = Moved(_code[i].First, at), Second = Moved(_code[i].Second, at) };
        for (int i = 0; i < jumps.Count; i++)
            jumps[i] = Moved(jumps[i], at);

        static int Moved(int target, int at) => target >= at ? target + 1 : target;
    }

    private string? Atom(out bool repeatable)
    {
        repeatable = true;
        switch (_pattern[_at])
        {
            case '(':
                _at++;
                return Group(out repeatable);
            case '[':
                _at++;
                return CharacterClass();
            case '.':
                _at++;
                return EmitSet(_dotAll ? new RegexSet(false).Add(0, MaxPoint) : new RegexSet(false).Add(0, '\n' - 1).Add('\n' + 1, MaxPoint));
            case '^':
                _at++;
                return Emit(new RegexInstruction(_multiLine ? RegexCode.LineStart : RegexCode.TextStart));
            case '$':
                _at++;
                return Emit(new RegexInstruction(_multiLine ? RegexCode.LineEnd : RegexCode.TextEnd));
            case '*' or '+' or '?':
                return "nothing to repeat";
            case '\\':
                _at++;
                return Escape();
            default:
                return EmitSet(Single(Point()));
        }
    }

    private int Point()
    {
        int width = CodePoints.Width(_pattern, _at);
        int point = width == 2 ? char.ConvertToUtf32(_pattern[_at], _pattern[_at + 1]) : _pattern[_at];
        _at += width;
        return point;
    }

    private RegexSet Single(int point) => new RegexSet(_ignoreCase).Add(point, point);

    private string? Group(out bool repeatable)
    {
        repeatable = true;
        (bool ignoreCase, bool multiLine, bool dotAll) = (_ignoreCase, _multiLine, _dotAll);
        if (Accept("?P<") || (!At("?<=") && !At("?<!") && Accept("?<")))
        {
            int end = _pattern.IndexOf('>', _at);
            if (end <= _at || !_pattern[_at..end].All(c => Names.IsIdentifierPart(c)))
                return "a bad name of a group";
            _at = end + 1;
        }
        else if (Accept("?"))
        {
            if (Flags(out bool alone) is { } bad)
                return bad;
            repeatable = !alone;
            if (alone)
                return null;
        }

        string? fault = Alternatives();
        (_ignoreCase, _multiLine, _dotAll) = (ignoreCase, multiLine, dotAll);
        return fault ?? (Accept(")") ? null : "a ( without )");
    }

    private bool At(string text) => string.CompareOrdinal(_pattern, _at, text, 0, text.Length) == 0;

    /// <summary><c>(?i)</c> holds to the end of the group around it, <c>(?i:…)</c> inside.</summary>
    private string? Flags(out bool alone)
    {
        alone = false;
        bool on = true;
        int start = _at;
        while (More)
        {
            switch (_pattern[_at++])
            {
                case 'i':
                    _ignoreCase = on;
                    break;
                case 'm':
                    _multiLine = on;
                    break;
                case 's':
                    _dotAll = on;
                    break;
                case 'U':
                    // Which of several matches is taken does not matter here.
                    break;
                case '-' when on:
                    on = false;
                    break;
                case ')' when _at - 1 > start && _pattern[_at - 2] != '-':
                    alone = true;
                    return null;
                case ':' when _at - 1 == start || _pattern[_at - 2] != '-':
                    return null;
                default:
                    return "(? with something that RE2 does not have";
            }
        }

        return "a ( without )";
    }

    private string? Escape()
    {
        if (!More)
            return "a \\ at the end";
        RegexCode? place = _pattern[_at] switch
        {
            'A' => RegexCode.TextStart,
            'z' => RegexCode.TextEnd,
            'b' => RegexCode.WordBoundary,
            'B' => RegexCode.NoWordBoundary,
            _ => null,
        };
        if (place is { } code)
        {
            _at++;
            return Emit(new RegexInstruction(code));
        }

        if (RegexClasses.TryPerl(_pattern, ref _at, _ignoreCase, out RegexSet? set, out string? fault))
            return EmitSet(set);
        return fault ?? (RegexClasses.TryPoint(_pattern, ref _at, out int point) ? EmitSet(Single(point)) : "no such escape");
    }

    private string? CharacterClass()
    {
        bool negated = Accept("^");
        var set = new RegexSet(_ignoreCase) { IsNegated = negated };
        for (bool first = true; !Accept("]"); first = false)
        {
            if (!More)
                return "a [ without ]";
            if (At("[:"))
            {
                if (!RegexClasses.TryPosix(_pattern, ref _at, set))
                    return "no such class";
                continue;
            }

            if (Accept("\\"))
            {
                if (RegexClasses.TryPerl(_pattern, ref _at, _ignoreCase, out RegexSet? perl, out string? fault))
                {
                    set.Add(perl);
                    continue;
                }

                if (fault is not null)
                    return fault;
                _at--;
            }

            if (!first && At("-") && !At("-]"))
                return "a range without a start";
            if (ClassPoint() is not { } low)
                return "no such escape";
            int? high = low;
            if (At("-") && !At("-]"))
            {
                _at++;
                high = More ? ClassPoint() : null;
            }

            if (high is null || high < low)
                return "a range that is upside down or has no end";
            set.Add(low, high.Value);
        }

        return EmitSet(set);
    }

    private int? ClassPoint()
    {
        if (!Accept("\\"))
            return Point();
        return RegexClasses.TryPoint(_pattern, ref _at, out int point) ? point : null;
    }
}
