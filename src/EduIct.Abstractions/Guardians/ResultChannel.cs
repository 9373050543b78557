namespace EduIct.Guardians;

/// <summary>By which way a guardian is told of results, and whether that costs the guardian money. Open: a vendor may have others. The default value is <see cref="Email"/>.</summary>
public readonly record struct ResultChannel
{
    private readonly string? _name;

    /// <summary>A channel.</summary>
    /// <param name="name">1 to 20 characters of <c>a–z 0–9 -</c>.</param>
    /// <param name="isPaid">Whether guardians pay for it.</param>
    /// <exception cref="ArgumentException">The name is not of this form, or says that e-mail is paid.</exception>
    public ResultChannel(string name, bool isPaid)
    {
        if (name is not { Length: > 0 and <= 20 } || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || (name == "email" && isPaid))
        {
            throw new ArgumentException($"'{name}' is no name of a channel: 1 to 20 of a–z 0–9 -; email is free.", nameof(name));
        }

        (_name, IsPaid) = (name == "email" ? null : name, isPaid);
    }

    /// <summary>E-mail, free of charge.</summary>
    public static ResultChannel Email => default;

    /// <summary>Text messages (tin nhắn SMS) for which guardians pay.</summary>
    public static ResultChannel PaidSms { get; } = new("sms", isPaid: true);

    /// <summary>The name.</summary>
    public string Name => _name ?? "email";

    /// <summary>Whether guardians pay for it.</summary>
    public bool IsPaid { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
