using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>What a set says of itself: its version, and for each file whether it is there, whole or as changes.</summary>
internal sealed class OneRosterManifest
{
    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);

    /// <summary>Whether the set is of version 1.1, where users carry their roles themselves.</summary>
    public bool IsVersion11 => _properties.GetValueOrDefault("oneroster.version") == "1.1";

    public bool IsAbsent(string file) => !_properties.TryGetValue($"file.{file}", out string? mode) || mode == "absent";

    public bool IsBulk(string file) => _properties.GetValueOrDefault($"file.{file}") == "bulk";

    /// <summary>Reads it; null where it cannot be used, which is told.</summary>
    public static OneRosterManifest? Read(RosterFile file, IssueCollector issues)
    {
        using var rows = new CsvTable(file, ",", issues);
        if (!rows.Read() || rows[0] != "propertyName" || rows[1] != "value")
        {
            issues.Add("roster.bad-manifest", new SourcePlace(file.Shown, 1), "Tiêu đề phải là: propertyName,value", "The header has to be: propertyName,value");
            return null;
        }

        var manifest = new OneRosterManifest();
        rows.FixWidth(rows.Count);
        bool good = true;
        while (rows.Read())
        {
            string name = rows[0];
            string value = rows[1];
            manifest._properties[name] = value;
            if (name.StartsWith("file.", StringComparison.Ordinal) && value is not ("absent" or "bulk" or "delta"))
            {
                issues.Add("roster.bad-value", rows.Place(1, name), $"'{value}' không thuộc: absent, bulk, delta.", $"'{value}' is none of: absent, bulk, delta.");
                good = false;
            }
        }

        if (rows.HasBrokenRows)
        {
            return null;
        }

        string? version = manifest._properties.GetValueOrDefault("oneroster.version");
        if (version is not ("1.1" or "1.2"))
        {
            issues.Add("roster.version", new SourcePlace(file.Shown, Field: "oneroster.version"), $"Phiên bản OneRoster '{version}' không đọc được; có: 1.1, 1.2.", $"OneRoster version '{version}' cannot be read; 1.1 and 1.2 can.");
            good = false;
        }

        return good ? manifest : null;
    }
}
