namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Stands for the death of the process.</summary>
internal sealed class TimeToDieException : Exception;
