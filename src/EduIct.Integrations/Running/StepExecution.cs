using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>One step on its way: how it reads, writes its intent and sends.</summary>
internal sealed class StepExecution(
    RunStep step,
    ProviderConnection connection,
    Func<SealedPassword?, Task> recordIntent,
    CancellationToken waiting,
    CancellationToken sending)
{
    private bool _intended;

    public PlanOperation Operation => step.Operation;

    public bool WasIntended => step.WasIntended;

    /// <summary>Writes the intent, once, and again with each new password.</summary>
    public async Task IntendAsync(SealedPassword? password = null)
    {
        if (!_intended || password is not null)
        {
            await recordIntent(password).ConfigureAwait(false);
            _intended = true;
        }
    }

    /// <summary>Reads; a cancellation stops it at once.</summary>
    public Task<T> ReadAsync<T>(Func<IAccountDirectory, CancellationToken, Task<T>> call) =>
        connection.Calls.RunAsync(token => call(connection.Directory, token), false, waiting);

    /// <summary>Sends a change after its intent was written. A cancellation stops waiting and trying again; what is under way may end.</summary>
    /// <param name="call">The change.</param>
    /// <param name="awaitAppearance">Whether what it names was made a moment ago; null where the operation's own dependencies tell.</param>
    public async Task<T> SendAsync<T>(Func<IAccountDirectory, CancellationToken, Task<T>> call, bool? awaitAppearance = null)
    {
        await IntendAsync().ConfigureAwait(false);
        return await connection.Calls
            .RunAsync(_ => call(connection.Directory, sending), awaitAppearance ?? Operation.After.Length > 0, waiting)
            .ConfigureAwait(false);
    }

    /// <inheritdoc cref="SendAsync{T}"/>
    public Task SendAsync(Func<IAccountDirectory, CancellationToken, Task> call, bool? awaitAppearance = null) =>
        SendAsync<object?>(
            async (directory, token) =>
            {
                await call(directory, token).ConfigureAwait(false);
                return null;
            },
            awaitAppearance);

    /// <summary>A living account by identifier or address.</summary>
    public Task<Account?> FindAsync(string idOrAddress) => ReadAsync((directory, token) => directory.FindAccountAsync(idOrAddress, token));

    /// <summary>
    /// The account that holds an address on which the provider reported a conflict; null where a group holds it, or it does not show although waited for.
    /// </summary>
    public async Task<Account?> FindHolderAsync(EmailAddress address)
    {
        if (await FindAsync(address.ToString()).ConfigureAwait(false) is { } account)
        {
            return account;
        }

        if (await ReadAsync((directory, token) => directory.FindGroupAsync(address, token)).ConfigureAwait(false) is not null)
        {
            return null;
        }

        // Somebody holds it, and reads lag: perhaps it is ours, made by an attempt whose answer was lost.
        return await AwaitAsync((directory, token) => directory.FindAccountAsync(address.ToString(), token)).ConfigureAwait(false);
    }

    /// <summary>Reads until there is something; null when there is nothing in the end.</summary>
    public async Task<T?> AwaitAsync<T>(Func<IAccountDirectory, CancellationToken, Task<T?>> call)
        where T : class
    {
        try
        {
            return await connection.Calls.RunAsync(
                async token => await call(connection.Directory, token).ConfigureAwait(false)
                    ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "notFound", "Not to be seen yet."),
                awaitAppearance: true,
                waiting).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            return null;
        }
    }
}
