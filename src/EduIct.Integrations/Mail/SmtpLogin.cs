namespace EduIct.Mail;

/// <summary>What to log in with. Prints neither.</summary>
internal sealed class SmtpLogin(string userName, string password)
{
    public string UserName { get; } = userName;

    public string Password { get; } = password;

    public override string ToString() => "A login";
}
