using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>How schools, classes and school data are made to be. Each may be done again from its beginning, wherever it broke off.</summary>
internal static class EducationSteps
{
    public static async Task<StepOutcome> EnsureSchoolAsync(StepExecution step)
    {
        OperationFields set = step.Operation.Set;
        await step.SendAsync((directory, token) => Education(directory).EnsureSchoolAsync(set.School!.Value, set.Name!, token)).ConfigureAwait(false);
        return StepOutcome.Done;
    }

    /// <summary>Makes a class; one that is there is as good where it is for the same.</summary>
    public static async Task<StepOutcome> EnsureClassAsync(StepExecution step)
    {
        EmailAddress address = step.Operation.Group!.Value;
        OperationFields set = step.Operation.Set;
        ClassToBe wanted = new(address, set.Name!, set.Holder!, set.School!.Value, set.Grade);
        try
        {
            await EnsureAsync(step.Operation.Expect.Id).ConfigureAwait(false);
            return StepOutcome.Done;
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
            // Perhaps it is ours, made by an attempt whose answer was lost, and does not show yet.
            DirectoryGroup? group = await step.AwaitAsync((directory, token) => directory.FindGroupAsync(address, token)).ConfigureAwait(false);
            if (group is null || !string.Equals(group.Holder, set.Holder, StringComparison.Ordinal))
            {
                return StepOutcome.Failed(StepOutcome.Conflict);
            }

            await EnsureAsync(group.Id).ConfigureAwait(false);
            return StepOutcome.Done;
        }

        Task EnsureAsync(string? id) => step.SendAsync((directory, token) => Education(directory).EnsureClassAsync(wanted, id, token));
    }

    /// <summary>Writes school data into the account that has the address, if it is still the person's.</summary>
    public static async Task<StepOutcome> SetSchoolingAsync(StepExecution step)
    {
        PlanOperation operation = step.Operation;
        string address = operation.Set.Member!.Value.ToString();
        Account? account = await step.FindAsync(address).ConfigureAwait(false);
        if (account is null && operation.After.Length > 0)
        {
            account = await step.AwaitAsync((directory, token) => directory.FindAccountAsync(address, token)).ConfigureAwait(false);
        }

        if (account is null)
        {
            return StepOutcome.Gone;
        }

        if (account.IsAdmin)
        {
            return StepOutcome.Protected;
        }

        if (!account.Keys.Contains(operation.Person!.Value))
        {
            return StepOutcome.Changed("personKey");
        }

        await step.SendAsync((directory, token) => Education(directory).SetSchoolingAsync(
            account.Id, operation.Person.Value, operation.Expect.Schooling, operation.Set.Schooling!, token)).ConfigureAwait(false);
        return StepOutcome.Done;
    }

    private static IEducationDirectory Education(IAccountDirectory directory) =>
        directory as IEducationDirectory ?? throw new DirectoryException(DirectoryErrorKind.Invalid, "noEducation", "The provider knows no schools.");
}
