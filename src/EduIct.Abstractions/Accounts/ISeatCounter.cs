using System.Collections.Immutable;

namespace EduIct.Accounts;

/// <summary>Optional for an <see cref="IAccountDirectory"/> whose accounts take seats that can be counted beforehand.</summary>
public interface ISeatCounter
{
    /// <summary>The seats of each licence that accounts are given here; empty where they are given none. One request.</summary>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    Task<ImmutableArray<SeatCount>> CountSeatsAsync(CancellationToken cancellationToken = default);
}
