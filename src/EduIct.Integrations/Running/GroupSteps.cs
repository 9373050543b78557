using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>How organisational units, groups and members are made to be.</summary>
internal static class GroupSteps
{
    /// <summary>Makes an organisational unit; that it exists is as good.</summary>
    public static async Task<StepOutcome> EnsureOrgUnitAsync(StepExecution step)
    {
        try
        {
            await step.SendAsync((directory, token) => directory.CreateOrgUnitAsync(step.Operation.Unit!.Value, token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }

        return StepOutcome.Done;
    }

    /// <summary>Makes a group; that it exists is as good where it is for the same.</summary>
    public static async Task<StepOutcome> EnsureGroupAsync(StepExecution step)
    {
        EmailAddress address = step.Operation.Group!.Value;
        OperationFields set = step.Operation.Set;
        try
        {
            await step.SendAsync((directory, token) => directory.CreateGroupAsync(address, set.Name!, set.Holder!, token)).ConfigureAwait(false);
            return StepOutcome.Done;
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
            DirectoryGroup? group = await step.ReadAsync((directory, token) => directory.FindGroupAsync(address, token)).ConfigureAwait(false);
            if (group is null && await step.FindAsync(address.ToString()).ConfigureAwait(false) is null)
            {
                group = await step.AwaitAsync((directory, token) => directory.FindGroupAsync(address, token)).ConfigureAwait(false);
            }

            return string.Equals(group?.Holder, set.Holder, StringComparison.Ordinal) ? StepOutcome.Done : StepOutcome.Failed(StepOutcome.Conflict);
        }
    }

    /// <summary>Adds a member; one that is in it keeps the role that it has.</summary>
    public static async Task<StepOutcome> AddMemberAsync(StepExecution step)
    {
        PlanOperation operation = step.Operation;
        try
        {
            await step.SendAsync((directory, token) =>
                directory.AddMemberAsync(operation.Group!.Value, operation.Set.Member!.Value, operation.Set.Role ?? GroupRole.Member, token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }

        return StepOutcome.Done;
    }

    /// <summary>Takes a member out; one that is not in it is out.</summary>
    public static async Task<StepOutcome> RemoveMemberAsync(StepExecution step)
    {
        PlanOperation operation = step.Operation;
        EmailAddress member = (operation.Expect.Member ?? operation.Set.Member)!.Value;
        try
        {
            await step.SendAsync(
                (directory, token) => directory.RemoveMemberAsync(operation.Group!.Value, member, token),
                awaitAppearance: false).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
        }

        return StepOutcome.Done;
    }
}
