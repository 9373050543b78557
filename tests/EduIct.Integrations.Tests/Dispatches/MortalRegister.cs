using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Dispatches;
using EduIct.Integrations.Tests.Running;
using NodaTime;

namespace EduIct.Integrations.Tests.Dispatches;

/// <summary>A real register whose process may die before and after every write.</summary>
internal sealed class MortalRegister(IDispatchRegister register, KillSwitch kill) : IDispatchRegister
{
    public Task<DispatchAdmission> AdmitAsync(DispatchRecord dispatch, ImmutableArray<DispatchRecipient> recipients, CancellationToken cancellationToken = default) =>
        MortalAsync(() => register.AdmitAsync(dispatch, recipients, cancellationToken));

    public Task<DispatchRecipient> ReaddressAsync(DispatchRecipient recipient, EmailAddress address, LocalDate? confirmBy, CancellationToken cancellationToken = default) =>
        MortalAsync(() => register.ReaddressAsync(recipient, address, confirmBy, cancellationToken));

    public Task<bool> RecordAsync(DispatchEvent step, CancellationToken cancellationToken = default) => MortalAsync(() => register.RecordAsync(step, cancellationToken));

    public Task<DispatchRecipient?> FindAsync(DispatchCode code, CancellationToken cancellationToken = default) => register.FindAsync(code, cancellationToken);

    public Task<ImmutableArray<DispatchRecord>> ReadDispatchesAsync(CancellationToken cancellationToken = default) => register.ReadDispatchesAsync(cancellationToken);

    public Task<ImmutableArray<DispatchRecipient>> ReadRecipientsAsync(DispatchId dispatch, CancellationToken cancellationToken = default) =>
        register.ReadRecipientsAsync(dispatch, cancellationToken);

    public Task<ImmutableArray<DispatchEvent>> ReadDispatchEventsAsync(DispatchId dispatch, CancellationToken cancellationToken = default) =>
        register.ReadDispatchEventsAsync(dispatch, cancellationToken);

    private async Task<T> MortalAsync<T>(Func<Task<T>> write)
    {
        kill.Moment();
        T result = await write();
        kill.Moment();
        return result;
    }
}
