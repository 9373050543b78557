using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Rosters;
using EduIct.Units;

namespace EduIct.Dispatches;

/// <summary>The mail addresses of units as a file gives them, for tenants whose units have none by a directive's pattern.</summary>
public sealed class AddressList
{
    private const int MostIssues = 1000;

    private static readonly Dictionary<string, string[]> s_columns = new()
    {
        ["unit"] = ["unit", "mã đơn vị", "đơn vị"],
        ["address"] = ["address", "email", "e-mail", "địa chỉ thư"],
    };

    private readonly Dictionary<string, EmailAddress> _addresses;

    private AddressList(Dictionary<string, EmailAddress> addresses) => _addresses = addresses;

    /// <summary>Reads a CSV with the columns <c>unit</c> (a code with or without its system, or the TenSo of a Sở) and <c>address</c>. A unit with a blank address has none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The list, null where there are faults; and all faults: <c>addresses.no-column</c>, <c>addresses.no-unit</c>, <c>addresses.bad-address</c>, <c>addresses.duplicate-unit</c>, and those of a broken CSV.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<(AddressList? List, ImmutableArray<Issue> Issues)> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var issues = new IssueCollector(Path.GetFileName(path), MostIssues);
        var addresses = new Dictionary<string, EmailAddress>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using NamedCsv? csv = await NamedCsv.OpenAsync(path, s_columns, ["unit", "address"], "addresses", issues, cancellationToken).ConfigureAwait(false);
        while (csv?.Read() ?? false)
        {
            (string unit, string text) = (csv["unit"], csv["address"]);
            if (unit.Length == 0)
            {
                issues.Add("addresses.no-unit", csv.Place("unit"), "Thiếu mã đơn vị.", "The code of the unit is missing.");
            }
            else if (!seen.Add(unit))
            {
                issues.Add("addresses.duplicate-unit", csv.Place("unit"), $"'{unit}' đã có ở trên.", $"'{unit}' stands above already.");
            }
            else if (EmailAddress.TryParse(text, out EmailAddress address))
            {
                addresses[unit] = address;
            }
            else if (text.Length > 0)
            {
                issues.Add("addresses.bad-address", csv.Place("address"), $"'{text}' không phải địa chỉ thư.", $"'{text}' is no mail address.");
            }
        }

        return issues.IsEmpty ? (new AddressList(addresses), []) : (null, issues.ToImmutable("addresses"));
    }

    /// <summary>The address of a unit; null where the list has none.</summary>
    public EmailAddress? Find(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return _addresses.TryGetValue(unit.Code.ToString(), out EmailAddress address)
            || _addresses.TryGetValue(UnitsOnDay.TextOf(unit.Code), out address)
            || (unit.Kind == UnitKind.Department && _addresses.TryGetValue(unit.Slug, out address))
            ? address
            : null;
    }
}
