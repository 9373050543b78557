using EduIct.Units;
using NodaTime;

namespace EduIct.Guardians;

/// <summary>That a guardian asked a school for results, and, once it is so, that the guardian wants no more of them. Of the contact only a digest is kept.</summary>
public sealed record GuardianConsent
{
    /// <summary>The school.</summary>
    public required UnitCode School { get; init; }

    /// <summary>Digest of the contact, see <see cref="IGuardianRegister.DigestOf"/>.</summary>
    public required string Contact { get; init; }

    /// <summary>The channel that was asked for.</summary>
    public required ResultChannel Channel { get; init; }

    /// <summary>The code that stops it.</summary>
    public required StopCode Code { get; init; }

    /// <summary>Since when.</summary>
    public required Instant AskedAt { get; init; }

    /// <summary>How it is known that the guardian asked, such as a form.</summary>
    public required string How { get; init; }

    /// <summary>Since when no more is wanted; null: it is.</summary>
    public Instant? StoppedAt { get; init; }

    /// <summary>Why or how it was stopped; null: it was not.</summary>
    public string? StopReason { get; init; }

    /// <summary>Whether results are wanted.</summary>
    public bool IsActive => StoppedAt is null;

    /// <summary>The school and the channel; not the code, which is the guardian's.</summary>
    public override string ToString() => $"{School}: {Channel}";
}
