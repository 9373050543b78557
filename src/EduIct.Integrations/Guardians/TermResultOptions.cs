using System.Collections.Immutable;

namespace EduIct.Guardians;

/// <summary>How guardians are told of results.</summary>
public sealed record TermResultOptions
{
    /// <summary>
    /// Whether channels for which guardians pay may be asked for and used. Default: false, since the ministry discourages them (letters 9772/BGDĐT-CNTT of 2008 and
    /// 4622/BGDĐT-CNTT of 2016; <see cref="PaidChannels"/> has the clauses).
    /// </summary>
    public bool AllowPaidChannels { get; init; }

    /// <summary>A vendor's channels beside e-mail; each of another name.</summary>
    public ImmutableArray<IResultChannel> Channels { get; init => field = value.IsDefault ? [] : value; } = [];
}
