using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Rosters;

// Who people are: users.csv, and in 1.1 what they are where.
internal sealed partial class OneRosterReader
{
    private void ReadUser(OneRosterTable row)
    {
        if (row.SourcedId() is not { } id)
        {
            // Nobody can say who it is, so nobody may be taken for a leaver, and references to it are no further faults.
            _unread.Add("users");
            return;
        }

        if (_users.TryGetValue(id, out UserRow? other))
        {
            row.Fault("roster.duplicate-id", "sourcedId", $"'{id}' đã có ở dòng {other.Place.Line}.", $"'{id}' stands in line {other.Place.Line} already.");
            other.IsFaulty = true;
            _someKeysUnread = true;
            return;
        }

        row.OneOf("enabledUser", "true", "false");
        List<PersonKey> keys = [new PersonKey(CodeSystem.OneRoster, id)];
        _someKeysUnread |= !ReadUserIds(row, keys);
        PersonName? name = ReadName(row);
        var user = new UserRow
        {
            Id = id,
            Keys = keys,
            Name = name,
            Grade = Grade(row.Shared("grades")),
            Enabled = row["enabledUser"] == "true",
            Place = row.PlaceOf("sourcedId"),
            Kin = _withGuardians ? KinOf(row) : null,
        };
        _users[id] = user;
        if (_manifest.IsVersion11)
        {
            ReadUserRoles(row, user);
        }

        user.IsFaulty |= row.IsFaulty;
    }

    private void ReadUserRoles(OneRosterTable row, UserRow user)
    {
        bool known = row.OneOf("role", s_roles11);
        string[] orgs = [.. Items(row["orgSourcedIds"]).Distinct(StringComparer.Ordinal)];
        if (orgs.Length == 0)
        {
            row.Fault("roster.blank", "orgSourcedIds", "Thiếu 'orgSourcedIds'.", "'orgSourcedIds' is blank.");
        }

        foreach (string org in orgs)
        {
            if (!KnownOrg(row, "orgSourcedIds", org))
            {
                user.IsFaulty = true;
            }
            else if (known)
            {
                user.Places.Add(new PlaceRow(Code(org), Role.Of(row["role"]), user.Places.Count == 0));
            }
        }

        user.HasRole = true;
    }

    private static PersonName? ReadName(OneRosterTable row)
    {
        PersonName? name = PersonName.FromParts(row["familyName"], row["middleName"], row["givenName"]);
        if (name is not null && VietnameseText.TryToAscii(name.Full, out _, out LocalizedText fault))
        {
            return name;
        }

        VietnameseText.TryToAscii(name?.Full ?? string.Concat(row["familyName"], row["givenName"]), out _, out fault);
        row.Fault("roster.bad-name", "givenName", $"Họ tên không dùng được: {fault.Vi}", $"The name cannot be used: {fault.En}");
        return null;
    }

    private static bool ReadUserIds(OneRosterTable row, List<PersonKey> keys)
    {
        bool good = true;
        foreach (string item in Items(row["userIds"]))
        {
            // {Type:Identifier}; a vendor's own system carries a colon itself.
            string inside = item.StartsWith('{') && item.EndsWith('}') ? item[1..^1] : "";
            int colon = inside.IndexOf(':', inside.StartsWith("vendor:", StringComparison.OrdinalIgnoreCase) ? 7 : 0);
            string type = colon > 0 ? inside[..colon].Trim().ToLowerInvariant() : "";
            bool ours = type is "moet" or "citizen" || type.StartsWith("vendor:", StringComparison.Ordinal);
            if (colon > 0 && CodeSystem.TryParse(ours ? type : "vendor:" + type, out CodeSystem system) && UnitCode.IsValue(inside[(colon + 1)..].Trim())
                && keys.TrueForAll(key => key.System != system))
            {
                keys.Add(new PersonKey(system, inside[(colon + 1)..].Trim()));
            }
            else
            {
                row.Fault("roster.bad-user-id", "userIds", $"'{item}' không có dạng {{hệ thống:mã}}, hoặc hệ thống đã có.", $"'{item}' is not {{system:value}}, or the system stands there already.");
                good = false;
            }
        }

        return good;
    }
}
