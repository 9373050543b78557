namespace EduIct.Emulator.Graph.Licences;

/// <summary>A subscription and the service plans in it. Ids and names from Microsoft's "Product names and service plan identifiers for licensing".</summary>
internal sealed record Sku(string Id, string PartNumber, int Seats, IReadOnlyList<(string Id, string Name)> Plans)
{
    private const int StandardSeats = 1_000_000;

    private static readonly (string Id, string Name)[] Education =
    [
        ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD"),
        ("0a4983bb-d3e5-4a09-95d8-b2d0127b3df5", "SHAREPOINTSTANDARD_EDU"),
        ("57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1"),
    ];

    private static readonly (string Id, string PartNumber)[] Known =
    [
        ("314c4481-f395-4525-be8b-2ec4bb1e9d91", "STANDARDWOFFPACK_STUDENT"),
        ("94763226-9b3c-4e75-a931-5c89701abe66", "STANDARDWOFFPACK_FACULTY"),
    ];

    public static IReadOnlyCollection<string> Names { get; } = [.. Known.Select(known => known.PartNumber)];

    /// <summary>The known ones with as many seats as the options give them.</summary>
    public static IReadOnlyList<Sku> Sold(IReadOnlyDictionary<string, int> seats) =>
        [.. Known.Select(known => new Sku(known.Id, known.PartNumber, seats.GetValueOrDefault(known.PartNumber, StandardSeats), Education))];
}
