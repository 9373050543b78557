using System.Globalization;
using EduIct.Emulator.Graph.Licences;

namespace EduIct.Emulator.Graph;

/// <summary>What the Graph side knows besides its tables: who it is, what it sells, how slow its mailboxes are.</summary>
internal sealed class GraphTenant(Workspace workspace, EmulatorOptions options)
{
    /// <summary>How long a deleted account or group can be restored (PROVIDERS.md 4, Behaviour).</summary>
    public static TimeSpan DeletedLife { get; } = TimeSpan.FromDays(30);

    public Workspace Workspace { get; } = workspace;
    public TimeSpan MailboxDelay { get; } = options.MailboxDelay;
    public string TenantId { get; } = IdFrom(unchecked((ulong)options.Seed * 0x9E3779B97F4A7C15UL) ^ 0x7E7A47UL);
    public IReadOnlyList<Sku> Skus { get; } = Sku.Sold(options.Licences);
    public DateTimeOffset UtcNow => Workspace.UtcNow;

    /// <summary>The domain in which groups get their addresses.</summary>
    public string DefaultDomain => Workspace.Domains[0];

    /// <summary>An id that follows from the seed, the kind and the name; one that was used before takes the next.</summary>
    public string NewId(string kind, string name) => Workspace.NewId(
        "graph " + kind, name, IdFrom, id => Workspace.Tables.Graph.ById(id) is not null || Workspace.Tables.Graph.GoneById(id) is not null);

    private static string IdFrom(ulong hash)
    {
        var second = unchecked((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{hash >> 32:x8}-{(hash >> 16) & 0xFFFF:x4}-4{hash & 0xFFF:x3}-{0x8000 | ((second >> 48) & 0x3FFF):x4}-{second & 0xFFFFFFFFFFFF:x12}");
    }
}
