using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;
using EduIct.Planning;
using EduIct.Units;

namespace EduIct.Cli.Demo;

/// <summary>What the providers hold after both terms, beside what the two plans did.</summary>
internal static class AccountRows
{
    /// <summary>One row for each of our accounts, by unit, role, class and key.</summary>
    /// <param name="accounts">The providers' accounts, each with the kind of its provider; those without a key of ours are passed over.</param>
    /// <param name="kinds">Kinds of the units by their codes.</param>
    /// <param name="first">The plan of the first term.</param>
    /// <param name="second">The plan of the second term.</param>
    public static ImmutableArray<AccountRow> Of(
        IEnumerable<(string Provider, Account Account)> accounts, IReadOnlyDictionary<UnitCode, UnitKind> kinds, Plan first, Plan second)
    {
        ILookup<PersonKey, PlanOperation> before = OnAccounts(first);
        ILookup<PersonKey, PlanOperation> after = OnAccounts(second);
        return
        [
            .. accounts.Where(held => !held.Account.Keys.IsDefaultOrEmpty)
                .Select(held => Row(held.Provider, held.Account, kinds, before, after))
                .OrderBy(row => row.UnitCode, StringComparer.Ordinal)
                .ThenBy(row => row.Role, StringComparer.Ordinal)
                .ThenBy(row => row.Grade.Length)
                .ThenBy(row => row.Grade, StringComparer.Ordinal)
                .ThenBy(row => row.Class, StringComparer.Ordinal)
                .ThenBy(row => row.PersonKey, StringComparer.Ordinal),
        ];
    }

    private static AccountRow Row(
        string provider,
        Account account,
        IReadOnlyDictionary<UnitCode, UnitKind> kinds,
        ILookup<PersonKey, PlanOperation> before,
        ILookup<PersonKey, PlanOperation> after)
    {
        PersonKey key = account.Keys.FirstOrDefault(each => before.Contains(each) || after.Contains(each), account.Keys[0]);
        OperationFields created = before[key].FirstOrDefault(operation => operation.Kind == OperationKind.Create)?.Set ?? OperationFields.None;
        OperationFields renamed = after[key].FirstOrDefault(operation => operation.Kind == OperationKind.Rename)?.Expect ?? OperationFields.None;
        Placement? place = account.Placement;
        string name = Whole(account.FamilyName, account.GivenName);
        string nameBefore = created.GivenName is null ? name : Whole(created.FamilyName, created.GivenName);
        return new AccountRow
        {
            PersonKey = key.ToString(),
            UnitCode = place?.Unit.ToString() ?? "",
            UnitName = place?.UnitName ?? "",
            UnitKind = place is null ? "" : kinds.GetValueOrDefault(place.Unit).Name,
            Role = place?.Role.Name ?? "",
            Class = place?.Class ?? "",
            Grade = place?.Grade ?? "",
            FullName = name,
            PreviousName = nameBefore == name ? "" : nameBefore,
            Provider = provider,
            Address = account.Address.ToString(),
            PreviousAddress = renamed.Address?.ToString() ?? "",
            OrgUnit = account.OrgUnit.ToString(),
            PreviousUnit = created.Placement is { } old && old.Unit != place?.Unit ? old.Unit.ToString() : "",
            State = account.Suspended ? "suspended" : "active",
            Term1 = Names(before[key]),
            Term2 = Names(after[key]),
        };
    }

    // Members of groups are not accounts: adding one changes nothing in this table.
    private static ILookup<PersonKey, PlanOperation> OnAccounts(Plan plan) =>
        plan.Operations
            .Where(operation => operation is { Person: not null, Kind: not (OperationKind.AddMember or OperationKind.RemoveMember or OperationKind.SetSchooling) })
            .ToLookup(operation => operation.Person!.Value);

    private static string Names(IEnumerable<PlanOperation> operations) =>
        string.Join('+', operations.OrderBy(operation => operation.Seq).Select(operation => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(operation.Kind.ToString())));

    private static string Whole(string? family, string? given) => $"{family} {given}".Trim();
}
