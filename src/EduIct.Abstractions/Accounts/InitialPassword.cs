namespace EduIct.Accounts;

/// <summary>A first password in clear, on its way to the provider. It never prints itself; only an adapter reveals it, to send it over TLS.</summary>
public sealed class InitialPassword
{
    private readonly string _text;

    /// <summary>Wraps a password.</summary>
    /// <param name="text">8 to 100 printable ASCII characters, the range that Google accepts (Graph: 8 to 256).</param>
    /// <exception cref="ArgumentException">The text is not of this form; the message does not show it.</exception>
    public InitialPassword(string text)
    {
        if (text is not { Length: >= 8 and <= 100 } || !text.All(c => c is > ' ' and < '\x7f'))
        {
            throw new ArgumentException("A password has 8 to 100 printable ASCII characters.", nameof(text));
        }

        _text = text;
    }

    /// <summary>The password in clear. For adapters and for sealing only.</summary>
    public string Reveal() => _text;

    /// <summary>Never the password.</summary>
    public override string ToString() => "***";
}
