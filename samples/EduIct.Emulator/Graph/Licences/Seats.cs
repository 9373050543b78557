using EduIct.Emulator.Graph.Protocol;

namespace EduIct.Emulator.Graph.Licences;

/// <summary>How many licences there are: those of deleted accounts are free again.</summary>
internal static class Seats
{
    public static Sku Find(GraphCall call, string id) =>
        call.Tenant.Skus.FirstOrDefault(sku => sku.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw GraphError.Bad($"License {id} does not correspond to a valid company License.");

    public static int Free(GraphCall call, string id) =>
        call.Tenant.Skus.FirstOrDefault(sku => sku.Id == id) is { } sku ? sku.Seats - call.Now.SeatsTaken(sku.Id) : 0;
}
