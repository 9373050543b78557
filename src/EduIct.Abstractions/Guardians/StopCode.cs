using System.Diagnostics.CodeAnalysis;
using EduIct.Mail;

namespace EduIct.Guardians;

/// <summary>
/// What stands for one guardian's wish to be written to by one school: <c>ngung-</c> and 24 characters of <c>a–z 2–7</c>, 120 bits at random. It stands in every message, and
/// whoever sends it back wants no more of them. The default value is no code.
/// </summary>
public readonly record struct StopCode
{
    /// <summary>The characters behind <see cref="Prefix"/> (RFC 4648 section 6, in lower case).</summary>
    public const string Alphabet = ReplyCode.Alphabet;

    /// <summary>How many of them there are.</summary>
    public const int Length = ReplyCode.Length;

    /// <summary>What every code begins with.</summary>
    public const string Prefix = "ngung-";

    private readonly string? _text;

    private StopCode(string text) => _text = text;

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is not a code.</exception>
    public static StopCode Parse(string text) => TryParse(text, out StopCode code) ? code : throw new FormatException("That is not a code to stop messages with.");

    /// <summary>Reads a code without throwing; upper case is folded.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StopCode code) => Take(ReplyCode.Parse(Prefix, text), out code);

    /// <summary>The first code in a text, such as the subject or the body of an answer.</summary>
    public static bool TryFind([NotNullWhen(true)] string? text, out StopCode code) => Take(ReplyCode.Find(Prefix, text), out code);

    /// <summary>The code; empty for the default value.</summary>
    public override string ToString() => _text ?? "";

    private static bool Take(string? text, out StopCode code)
    {
        code = text is null ? default : new StopCode(text);
        return text is not null;
    }
}
