using EduIct.Addresses;
using EduIct.Units;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>An addressee of a letter in the register. There is one for each unit, however often the letter is sent.</summary>
public sealed record DispatchRecipient
{
    /// <summary>The letter.</summary>
    public required DispatchId Dispatch { get; init; }

    /// <summary>The unit.</summary>
    public required UnitCode Unit { get; init; }

    /// <summary>Its name at the time.</summary>
    public required string UnitName { get; init; }

    /// <summary>What stands for this letter to this unit in everything that comes back.</summary>
    public required DispatchCode Code { get; init; }

    /// <summary>Where to; null: no address is known, and nothing was sent.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>To how many addresses it was given one after the other: 0 without an address, then 1, and more where an address failed and another was given.</summary>
    public int Attempt { get; init; }

    /// <summary>Last day for the confirmation; null: none is set.</summary>
    public LocalDate? ConfirmBy { get; init; }

    /// <summary>When the unit came into the register.</summary>
    public Instant RegisteredAt { get; init; }

    /// <summary>The letter and the unit; not the code, which is nobody's but theirs.</summary>
    public override string ToString() => $"{Dispatch}: {Unit}";
}
