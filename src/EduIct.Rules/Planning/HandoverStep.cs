using EduIct.Accounts;
using EduIct.Posts;

namespace EduIct.Planning;

/// <summary>The account of a post changes hands: whoever held the post before knows its password.</summary>
internal static class HandoverStep
{
    /// <summary>Adds what is needed so that only those who hold the post now know the password.</summary>
    /// <returns>The operation after which others may change the account; <paramref name="after"/> where nothing is sent to the provider.</returns>
    public static int? Add(PlanContext context, DesiredAccount desired, Account account, int? after)
    {
        if (desired.Holders is not { } holders)
        {
            return after;
        }

        var operation = new PlanOperation(0, OperationKind.HandOver, desired.Provider) { Person = desired.Key };
        if (!context.Holders.TryGetValue((desired.Provider, desired.Key), out HoldersDigest before))
        {
            // Who was given the password is not known: nobody is locked out on a guess.
            context.Operations.Add(operation with { Kind = OperationKind.NoteHolders, Set = new OperationFields { Holders = holders } });
            return after;
        }

        return before == holders.BoundTo(context.Request.Ledger.Id!)
            ? after
            : context.Operations.Add(
                operation with
                {
                    Expect = new OperationFields { Id = account.Id, Holders = before },
                    Set = new OperationFields { Address = desired.Address, Holders = holders },
                },
                after);
    }
}
