using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>What follows from roster, policy and ledger alone: who shall have which account, and which groups shall be.</summary>
internal sealed record DesiredState
{
    /// <summary>In the order of their keys.</summary>
    public required ImmutableArray<DesiredAccount> Accounts { get; init; }

    /// <summary>In the order of their holders.</summary>
    public required ImmutableArray<DesiredGroup> Groups { get; init; }

    /// <summary>The schools that occur in <see cref="DesiredAccount.Schools"/>, with their names.</summary>
    public required IReadOnlyDictionary<UnitCode, string> Schools { get; init; }

    /// <summary>Everybody of whom the roster speaks, those left alone and those of faulty rows included: none of them is a leaver.</summary>
    public required FrozenSet<PersonKey> Present { get; init; }

    /// <summary>Units and roles that occur in the roster, complete or not.</summary>
    public required FrozenSet<(UnitCode Unit, Role Role)> Spoken { get; init; }

    /// <summary>People who get no account, or whose account is not touched.</summary>
    public required ImmutableArray<LeftAlone> LeftAlone { get; init; }

    /// <summary>People of the roster outside the scope, kin included.</summary>
    public required int OutOfScope { get; init; }

    /// <summary>Names to be claimed.</summary>
    public required ImmutableArray<Claim> Claims { get; init; }
}
