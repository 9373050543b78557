using System.Diagnostics.CodeAnalysis;
using EduIct.Mail;

namespace EduIct.Dispatches;

/// <summary>
/// What stands for one official letter to one addressee in everything that comes back: <c>cv-</c> and 24 characters of <c>a–z 2–7</c>, 120 bits at random, so that nobody
/// confirms in another's name. It begins the identifier of every message about that letter to that addressee, and stands in their text; see <see cref="TryFind"/>.
/// The default value is no code.
/// </summary>
public readonly record struct DispatchCode
{
    /// <summary>The characters behind <see cref="Prefix"/> (RFC 4648 section 6, in lower case).</summary>
    public const string Alphabet = ReplyCode.Alphabet;

    /// <summary>How many of them there are.</summary>
    public const int Length = ReplyCode.Length;

    /// <summary>What every code begins with.</summary>
    public const string Prefix = "cv-";

    private readonly string? _text;

    private DispatchCode(string text) => _text = text;

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is not a code.</exception>
    public static DispatchCode Parse(string text) => TryParse(text, out DispatchCode code) ? code : throw new FormatException("That is not the code of an official letter.");

    /// <summary>Reads a code without throwing; upper case, as some mail programs make of it, is folded.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DispatchCode code) => Take(ReplyCode.Parse(Prefix, text), out code);

    /// <summary>
    /// The first code in a text: the <c>In-Reply-To</c>, <c>References</c> or subject of an answer, the <c>Original-Message-ID</c> of a receipt (RFC 8098), the returned headers of
    /// a delivery report (RFC 3464), or what somebody wrote.
    /// </summary>
    public static bool TryFind([NotNullWhen(true)] string? text, out DispatchCode code) => Take(ReplyCode.Find(Prefix, text), out code);

    /// <summary>The code; empty for the default value.</summary>
    public override string ToString() => _text ?? "";

    private static bool Take(string? text, out DispatchCode code)
    {
        code = text is null ? default : new DispatchCode(text);
        return text is not null;
    }
}
