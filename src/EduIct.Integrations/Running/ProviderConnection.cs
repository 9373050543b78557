using EduIct.Accounts;

namespace EduIct.Running;

/// <summary>A provider as a run uses it.</summary>
/// <param name="Id">Id of the provider in <c>tenant.json</c>.</param>
/// <param name="Directory">Its accounts.</param>
/// <param name="Calls">The retry layer with its budget; every call goes through it.</param>
public sealed record ProviderConnection(string Id, IAccountDirectory Directory, ProviderCalls Calls);
