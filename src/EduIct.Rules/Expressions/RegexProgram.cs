using System.Runtime.InteropServices;

namespace EduIct.Expressions;

internal enum RegexCode : byte
{
    Match,
    Set,
    Jump,
    Split,
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct RegexInstruction(RegexCode Code, int First = 0, int Second = 0, RegexSet? Set = null);

/// <summary>
/// A regular expression as a nondeterministic automaton that is run on all its states at once: time grows with text × size and never more
/// (the method of Thompson 1968, which RE2 uses). Own, since .NET's classes and boundaries are of UTF-16 units and of Unicode, RE2's of code
/// points and of ASCII.
/// </summary>
internal sealed class RegexProgram(RegexInstruction[] instructions)
{
    internal int Size => instructions.Length;

    /// <summary>True when some part of the text matches.</summary>
    internal bool IsMatch(string text, Evaluation? evaluation)
    {
        evaluation?.Charge((long)(text.Length + 1) * instructions.Length / 10);
        var current = new StateSet(instructions.Length);
        var next = new StateSet(instructions.Length);
        var pending = new Stack<int>();
        for (int at = 0; ; )
        {
            if (Add(current, pending, 0, text, at))
                return true;
            if (at >= text.Length)
                return false;
            int width = CodePoints.Width(text, at);
            int point = width == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
            next.Clear();
            foreach (int state in current.Members)
            {
                RegexInstruction instruction = instructions[state];
                if (instruction.Code == RegexCode.Set && instruction.Set!.Contains(point) && Add(next, pending, state + 1, text, at + width))
                    return true;
            }

            (current, next) = (next, current);
            at += width;
        }
    }

    /// <summary>Adds a state and all that follow from it without reading; true when the match is among them.</summary>
    private bool Add(StateSet states, Stack<int> pending, int start, string text, int at)
    {
        pending.Clear();
        pending.Push(start);
        while (pending.TryPop(out int state))
        {
            if (!states.Add(state))
                continue;
            RegexInstruction instruction = instructions[state];
            switch (instruction.Code)
            {
                case RegexCode.Match:
                    return true;
                case RegexCode.Set:
                    break;
                case RegexCode.Jump:
                    pending.Push(instruction.First);
                    break;
                case RegexCode.Split:
                    pending.Push(instruction.First);
                    pending.Push(instruction.Second);
                    break;
                default:
                    if (Holds(instruction.Code, text, at))
                        pending.Push(state + 1);
                    break;
            }
        }

        return false;
    }

    private static bool Holds(RegexCode code, string text, int at) => code switch
    {
        RegexCode.TextStart => at == 0,
        RegexCode.TextEnd => at == text.Length,
        RegexCode.LineStart => at == 0 || text[at - 1] == '\n',
        RegexCode.LineEnd => at == text.Length || text[at] == '\n',
        _ => (IsWord(text, at - 1) != IsWord(text, at)) == (code == RegexCode.WordBoundary),
    };

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>A set of small numbers that is cleared in no time.</summary>
    private sealed class StateSet(int capacity)
    {
        private readonly int[] _members = new int[capacity];
        private readonly int[] _places = new int[capacity];
        private int _count;

        internal ReadOnlySpan<int> Members => _members.AsSpan(0, _count);

        internal void Clear() => _count = 0;

        internal bool Add(int state)
        {
            int place = _places[state];
            if (place < _count && _members[place] == state)
                return false;
            _places[state] = _count;
            _members[_count++] = state;
            return true;
        }
    }
}
