namespace EduIct.Mail;

/// <summary>Why a delivery ended before everything that was due had been tried.</summary>
public enum OutboxStop
{
    /// <summary>It did not: all that was due was tried.</summary>
    None,

    /// <summary>The transport could not be reached.</summary>
    Unreachable,

    /// <summary>The transport did not accept the login.</summary>
    Authentication,

    /// <summary>The limit of a day is used up.</summary>
    DailyLimit,
}
