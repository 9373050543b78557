using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>How each kind of operation on an account is done, so that doing it again after an unclear end has no second effect.</summary>
internal static class AccountSteps
{
    /// <summary>Makes an account. Nothing is read before, unless an earlier attempt may have made it.</summary>
    public static async Task<StepOutcome> CreateAsync(StepExecution step, PasswordSealer? sealer, Func<bool> seatsExhausted)
    {
        PlanOperation operation = step.Operation;
        OperationFields set = operation.Set;
        PersonKey person = operation.Person!.Value;
        EmailAddress address = set.Address!.Value;
        InitialPassword password = RandomPassword.Create();

        if (step.WasIntended && await step.FindAsync(address.ToString()).ConfigureAwait(false) is { } earlier)
        {
            return await TakeOverAsync(earlier).ConfigureAwait(false);
        }

        if (seatsExhausted())
        {
            return StepOutcome.Failed(StepOutcome.SeatsExhausted);
        }

        await step.IntendAsync(Seal()).ConfigureAwait(false);
        NewAccount account = new(person, address, set.GivenName ?? "", set.FamilyName ?? "", set.OrgUnit ?? OrgUnitPath.Root, set.Placement!, password);
        try
        {
            Account made = await step.SendAsync((directory, token) => directory.CreateAccountAsync(account, token)).ConfigureAwait(false);
            return StepOutcome.Done with { Account = made };
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
            return await step.FindHolderAsync(address).ConfigureAwait(false) is { } holder
                ? await TakeOverAsync(holder).ConfigureAwait(false)
                : StepOutcome.Failed(StepOutcome.Conflict);
        }

        // Which of several attempts gave the account its password is not known, so it is set to the one that is sealed.
        async Task<StepOutcome> TakeOverAsync(Account holder)
        {
            if (!holder.Keys.Contains(person))
            {
                return StepOutcome.Failed(StepOutcome.Conflict);
            }

            if (holder.IsAdmin)
            {
                return StepOutcome.Protected;
            }

            await step.IntendAsync(Seal()).ConfigureAwait(false);
            AccountChange change = (FieldComparison.Change(holder, set) ?? new AccountChange()) with { Password = password };
            Account completed = await step.SendAsync((directory, token) => directory.UpdateAccountAsync(holder.Id, change, token), awaitAppearance: true).ConfigureAwait(false);
            return StepOutcome.Done with { Account = completed };
        }

        SealedPassword? Seal() => sealer?.Seal(person, operation.Provider, address, password);
    }

    /// <summary>Changes names, placement, organisational unit or bar of an account.</summary>
    public static async Task<StepOutcome> ChangeAsync(StepExecution step, OperationFields? earlier)
    {
        OperationFields set = FieldComparison.Implied(step.Operation);
        Account? actual = await FindAsync(step, earlier).ConfigureAwait(false);
        if (actual is null)
        {
            return StepOutcome.Gone;
        }

        if (Refusal(step.Operation, actual, set, earlier) is { } refusal)
        {
            return refusal;
        }

        if (FieldComparison.Change(actual, set) is { } change)
        {
            Account changed = await step.SendAsync((directory, token) => directory.UpdateAccountAsync(actual.Id, change, token)).ConfigureAwait(false);
            return StepOutcome.Done with { Account = change.Placement is null ? null : changed };
        }

        return StepOutcome.Done;
    }

    /// <summary>Gives an account another address, and sees to it that the old one stays with it.</summary>
    public static async Task<StepOutcome> RenameAsync(StepExecution step, OperationFields? earlier)
    {
        PlanOperation operation = step.Operation;
        EmailAddress target = operation.Set.Address!.Value;
        Account? actual = await FindAsync(step, earlier).ConfigureAwait(false);
        if (actual is null)
        {
            return StepOutcome.Gone;
        }

        if (Refusal(operation, actual, operation.Set, earlier) is { } refusal)
        {
            return refusal;
        }

        EmailAddress old = operation.Set.Alias ?? operation.Expect.Address ?? actual.Address;
        if (actual.Address != target)
        {
            try
            {
                actual = await SetAddressAsync(step, actual.Id, target).ConfigureAwait(false);
            }
            catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
            {
                Account? holder = await step.FindHolderAsync(target).ConfigureAwait(false);
                if (holder is null || !string.Equals(holder.Id, actual.Id, StringComparison.Ordinal))
                {
                    return StepOutcome.Failed(StepOutcome.Conflict);
                }

                actual = holder;
                if (holder.Address != target)
                {
                    // It is an alias of the account itself, from an earlier rename: an address cannot be both.
                    await step.SendAsync((directory, token) => directory.RemoveAliasAsync(holder.Id, target, token)).ConfigureAwait(false);
                    actual = await SetAddressAsync(step, holder.Id, target).ConfigureAwait(false);
                }
            }
        }

        if (old != target && !actual.Aliases.Contains(old))
        {
            await KeepAliasAsync(step, actual.Id, old).ConfigureAwait(false);
        }

        return StepOutcome.Done;
    }

    /// <summary>Opens an account that we had barred, after taking it out of the bin where it is there.</summary>
    public static async Task<StepOutcome> ReactivateAsync(StepExecution step, OperationFields? earlier)
    {
        PlanOperation operation = step.Operation;
        if (operation.Expect.Deleted is not true)
        {
            return await ChangeAsync(step, earlier).ConfigureAwait(false);
        }

        string id = operation.Expect.Id!;
        OperationFields set = FieldComparison.Implied(operation);
        Account? actual = await step.FindAsync(id).ConfigureAwait(false);
        if (actual is null)
        {
            try
            {
                OrgUnitPath orgUnit = set.OrgUnit ?? OrgUnitPath.Root;
                await step.SendAsync((directory, token) => directory.RestoreAccountAsync(id, orgUnit, token), awaitAppearance: false).ConfigureAwait(false);
            }
            catch (DirectoryException fault) when (fault.Kind is DirectoryErrorKind.NotFound or DirectoryErrorKind.Conflict or DirectoryErrorKind.Invalid)
            {
                // An attempt whose answer was lost may have restored it.
                actual = await step.FindAsync(id).ConfigureAwait(false);
                if (actual is null)
                {
                    return fault.Kind == DirectoryErrorKind.NotFound ? StepOutcome.Gone : StepOutcome.Failed(StepReasons.Of(fault));
                }
            }
        }

        AccountChange? change = actual is null
            ? new AccountChange { GivenName = set.GivenName, FamilyName = set.FamilyName, OrgUnit = set.OrgUnit, Suspended = false, Placement = set.Placement }
            : FieldComparison.Change(actual, set);
        if (actual is { IsAdmin: true })
        {
            return StepOutcome.Protected;
        }

        if (change is not null)
        {
            actual = await step.SendAsync((directory, token) => directory.UpdateAccountAsync(id, change, token), awaitAppearance: true).ConfigureAwait(false);
        }

        return StepOutcome.Done with { Account = actual };
    }

    /// <summary>
    /// Gives the account of a post another password, and then ends its sessions: whoever signed in by the old one cannot come back. After an unclear end both are done again, with a
    /// password of their own.
    /// </summary>
    public static async Task<StepOutcome> HandOverAsync(StepExecution step, PasswordSealer? sealer, OperationFields? earlier)
    {
        PlanOperation operation = step.Operation;
        PersonKey post = operation.Person!.Value;
        Account? actual = await FindAsync(step, earlier).ConfigureAwait(false);
        if (actual is null)
        {
            return StepOutcome.Gone;
        }

        if (!actual.Keys.Contains(post))
        {
            return StepOutcome.Changed("personKey");
        }

        if (actual.IsAdmin)
        {
            return StepOutcome.Protected;
        }

        InitialPassword password = RandomPassword.Create();
        await step.IntendAsync(sealer?.Seal(post, operation.Provider, operation.Set.Address!.Value, password)).ConfigureAwait(false);
        await step.SendAsync((directory, token) => directory.UpdateAccountAsync(actual.Id, new AccountChange { Password = password }, token)).ConfigureAwait(false);
        await step.SendAsync((directory, token) => directory.SignOutAsync(actual.Id, token)).ConfigureAwait(false);
        return StepOutcome.Done;
    }

    /// <summary>Puts an account into the bin.</summary>
    public static async Task<StepOutcome> DeleteAsync(StepExecution step, OperationFields? earlier)
    {
        PlanOperation operation = step.Operation;
        Account? actual = await step.FindAsync(operation.Expect.Id!).ConfigureAwait(false);
        if (actual is null)
        {
            return step.WasIntended ? StepOutcome.Done : StepOutcome.Gone;
        }

        if (Refusal(operation, actual, operation.Set, earlier) is { } refusal)
        {
            return refusal;
        }

        try
        {
            await step.SendAsync((directory, token) => directory.DeleteAccountAsync(actual.Id, token), awaitAppearance: false).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            // It was there a moment ago: an attempt whose answer was lost took effect.
        }

        return StepOutcome.Done;
    }

    // An account that this plan has just taken out of the bin may not show at once.
    private static async Task<Account?> FindAsync(StepExecution step, OperationFields? earlier)
    {
        string id = step.Operation.Expect.Id!;
        return await step.FindAsync(id).ConfigureAwait(false)
            ?? (earlier is null ? null : await step.AwaitAsync((directory, token) => directory.FindAccountAsync(id, token)).ConfigureAwait(false));
    }

    private static StepOutcome? Refusal(PlanOperation operation, Account actual, OperationFields set, OperationFields? earlier) =>
        actual.IsAdmin ? StepOutcome.Protected
        : FieldComparison.Difference(actual, operation.Expect, set, earlier) is { } field ? StepOutcome.Changed(field)
        : null;

    private static Task<Account> SetAddressAsync(StepExecution step, string id, EmailAddress address) =>
        step.SendAsync((directory, token) => directory.UpdateAccountAsync(id, new AccountChange { Address = address }, token));

    private static async Task KeepAliasAsync(StepExecution step, string id, EmailAddress old)
    {
        // The answer to a change may be older than the change: read before adding.
        Account? now = await step.FindAsync(id).ConfigureAwait(false);
        if (now is not null && now.Aliases.Contains(old))
        {
            return;
        }

        try
        {
            await step.SendAsync((directory, token) => directory.AddAliasAsync(id, old, token), awaitAppearance: true).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
            // The provider has kept it already and reads do not show it yet. It is claimed, so nobody else was given it by us.
        }
    }
}
