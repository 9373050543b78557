using System.Collections.Immutable;
using EduIct.Guardians;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>Makes people and units of a OneRoster set (1EdTech OneRoster 1.1 and 1.2, CSV binding).</summary>
internal sealed partial class OneRosterReader
{
    private static readonly string[] s_roles11 = ["administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"];

    private static readonly string[] s_roles12 =
    [
        "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative", "siteAdministrator", "student", "systemAdministrator", "teacher",
    ];

    private readonly RosterFolder _folder;
    private readonly OneRosterManifest _manifest;
    private readonly LocalDate _day;
    private readonly bool _withGuardians;
    private readonly IssueCollector _issues;
    private readonly Dictionary<string, string> _digests;
    private readonly Dictionary<string, Unit> _orgs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcePlace> _parentPlaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faultyOrgs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserRow> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClassRow> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faultyClasses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private bool _someKeysUnread;
    private bool _anyHomeroom;

    private OneRosterReader(RosterFolder folder, OneRosterManifest manifest, LocalDate day, bool guardians, IssueCollector issues, Dictionary<string, string> digests) =>
        (_folder, _manifest, _day, _withGuardians, _issues, _digests) = (folder, manifest, day, guardians, issues, digests);

    /// <summary>Reads the set.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="manifest">What the set says of itself.</param>
    /// <param name="day">The day for which it is read.</param>
    /// <param name="options">What of it is read.</param>
    /// <param name="issues">Takes the faults.</param>
    /// <param name="digests">Takes the digest of each file that was used.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Roster> ReadAsync(
        RosterFolder folder, OneRosterManifest manifest, LocalDate day, RosterReaderOptions options, IssueCollector issues, Dictionary<string, string> digests, CancellationToken cancellationToken)
    {
        var reader = new OneRosterReader(folder, manifest, day, options.Guardians, issues, digests);
        await reader.EachAsync(OneRosterFile.Orgs, reader.ReadOrg, cancellationToken).ConfigureAwait(false);
        reader.CheckParents();
        if (options.UnitsOnly)
        {
            return reader.Finish();
        }

        await reader.EachAsync(manifest.IsVersion11 ? OneRosterFile.Users11 : OneRosterFile.Users12, reader.ReadUser, cancellationToken).ConfigureAwait(false);
        if (!manifest.IsVersion11)
        {
            await reader.EachAsync(OneRosterFile.Roles, reader.ReadRole, cancellationToken).ConfigureAwait(false);
            reader.CheckRoles();
        }

        await reader.EachAsync(OneRosterFile.Classes, reader.ReadClass, cancellationToken).ConfigureAwait(false);
        await reader.EachAsync(OneRosterFile.Enrollments, reader.ReadEnrollment, cancellationToken).ConfigureAwait(false);
        await reader.EachAsync(OneRosterFile.Demographics, reader.ReadDemographics, cancellationToken).ConfigureAwait(false);
        return reader.Finish();
    }

    private async Task EachAsync(OneRosterFile kind, Action<OneRosterTable> read, CancellationToken cancellationToken)
    {
        string name = $"{kind.Name}.csv";
        if (_manifest.IsAbsent(kind.Name))
        {
            if (kind.Required)
            {
                _unread.Add(kind.Name);
                _issues.Add("roster.missing-file", _folder.PlaceOf(name), $"Bộ dữ liệu không có {kind.Name}.csv.", $"The set has no {kind.Name}.csv.");
            }

            return;
        }

        if (_folder.Find(name) is not { } file)
        {
            _unread.Add(kind.Name);
            if (!_folder.IsRefused(name))
            {
                _issues.Add("roster.missing-file", _folder.PlaceOf(name), $"manifest.csv nói có {name}, nhưng không thấy.", $"manifest.csv names {name}, which is not there.");
            }

            return;
        }

        if (await file.InspectAsync(_issues, cancellationToken).ConfigureAwait(false) is not { } digest)
        {
            _unread.Add(kind.Name);
            return;
        }

        _digests[file.Name] = digest;
        using OneRosterTable? table = OneRosterTable.Open(file, kind, _issues);
        if (table is null)
        {
            _unread.Add(kind.Name);
            return;
        }

        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (table["status"] == "tobedeleted")
            {
                continue;
            }

            if (table["status"].Length > 0)
            {
                table.OneOf("status", "active", "tobedeleted");
            }

            read(table);
        }

        if (table.HasBrokenRows)
        {
            _unread.Add(kind.Name);
        }
    }

    private void ReadRole(OneRosterTable row)
    {
        row.SourcedId();
        row.OneOf("roleType", "primary", "secondary");
        row.OneOf("role", s_roles12);
        UserRow? user = FindUser(row, "roles");
        bool org = row.Required("orgSourcedId") is { } id && KnownOrg(row, "orgSourcedId", id);
        bool holds = row.HoldsOn(_day);
        if (user is null)
        {
            return;
        }

        user.HasRole = true;
        if (row.IsFaulty || !org)
        {
            user.IsFaulty = true;
            return;
        }

        if (holds)
        {
            UnitCode unit = Code(row.Shared("orgSourcedId")!);
            Role role = Role.Of(row.Shared("role"));
            if (!user.Places.Exists(place => place.Unit == unit && place.Role == role))
            {
                user.Places.Add(new PlaceRow(unit, role, row["roleType"] == "primary"));
            }
        }
    }

    private void CheckRoles()
    {
        if (_unread.Contains("roles") || !_manifest.IsBulk("roles"))
        {
            return;
        }

        foreach (UserRow user in _users.Values.Where(user => !user.HasRole && !user.IsFaulty))
        {
            user.IsFaulty = true;
            _issues.Add("roster.no-role", user.Place, $"'{user.Id}' không có vai trò nào trong roles.csv.", $"'{user.Id}' has no role in roles.csv.");
        }
    }

    private void ReadClass(OneRosterTable row)
    {
        string? id = row.SourcedId();
        string? title = row.Required("title");
        bool homeroom = row["classType"] == "homeroom";
        if (row["classType"].Length > 0)
        {
            row.OneOf("classType", "homeroom", "scheduled");
        }

        bool school = row.Required("schoolSourcedId") is { } org && KnownOrg(row, "schoolSourcedId", org);
        if (id is not null && _classes.ContainsKey(id))
        {
            row.Fault("roster.duplicate-id", "sourcedId", $"'{id}' đã có ở trên.", $"'{id}' stands above already.");
        }

        if (id is null || title is null || !school || row.IsFaulty)
        {
            _faultyClasses.Add(row["sourcedId"]);
            return;
        }

        _classes[id] = new ClassRow(title.Normalize(), Code(row["schoolSourcedId"]), Grade(row.Shared("grades")), homeroom);
        _anyHomeroom |= homeroom;
    }

    private void ReadEnrollment(OneRosterTable row)
    {
        row.SourcedId();
        row.OneOf("role", "administrator", "proctor", "student", "teacher");
        UserRow? user = FindUser(row, "enrollments");
        ClassRow? @class = null;
        bool doubtful = false;
        if (row.Required("classSourcedId") is { } id && (!_classes.TryGetValue(id, out @class) || _faultyClasses.Contains(id)))
        {
            doubtful = true;
            if (@class is null && !_faultyClasses.Contains(id) && !_unread.Contains("classes"))
            {
                row.Fault("roster.unknown-class", "classSourcedId", $"Không có lớp '{id}'.", $"There is no class '{id}'.");
            }
        }

        bool holds = row.HoldsOn(_day);
        if (user is null)
        {
            return;
        }

        // Whose class cannot be told would otherwise be moved out of it.
        user.IsFaulty |= row.IsFaulty || (doubtful && holds);
        if (row.IsFaulty || @class is null || !holds)
        {
            return;
        }

        bool pupil = row["role"] == "student";
        foreach (PlaceRow place in user.Places.Where(place => place.Unit == @class.School && (place.Role == Role.Student) == pupil))
        {
            (@class.Homeroom ? place.Homerooms : place.Classes).Add(@class.Title);
            place.Grade ??= pupil ? @class.Grade : null;
        }
    }

    private void ReadDemographics(OneRosterTable row)
    {
        if (row.SourcedId() is not { } id)
        {
            return;
        }

        LocalDate? date = row.Date("birthDate");
        if (_users.TryGetValue(id, out UserRow? user))
        {
            user.BirthDate = date;
            user.IsFaulty |= row.IsFaulty;
        }
    }

    private UserRow? FindUser(OneRosterTable row, string file)
    {
        if (row.Required("userSourcedId") is not { } id)
        {
            _unread.Add(file);
            return null;
        }

        if (_users.TryGetValue(id, out UserRow? user))
        {
            return user;
        }

        // Where users could not be read, every reference to one would be a fault of no use to anybody.
        // A delta refers to people whom it need not repeat.
        if (!_unread.Contains("users") && _manifest.IsBulk("users"))
        {
            row.Fault("roster.unknown-user", "userSourcedId", $"Không có người dùng '{id}'.", $"There is no user '{id}'.");
        }

        return null;
    }

    private Roster Finish()
    {
        MarkSharedKeys();
        List<UserRow> standing = [.. _users.Values.Where(user => user.Places.Count > 0 && !user.IsFaulty)];
        ImmutableArray<GuardianLink> guardians = _withGuardians ? [.. Guardians()] : [];
        bool whole = _unread.Count == 0 && !_someKeysUnread && _manifest.IsBulk("users") && (_manifest.IsVersion11 || _manifest.IsBulk("roles"));
        return new Roster
        {
            People = [.. standing.Select(Person)],
            Units = [.. _orgs.Values],
            Coverage = whole ? new RosterCoverage(_users.Values.SelectMany(user => user.Places).Select(place => (place.Unit, place.Role))) : RosterCoverage.None,
            Date = _day,
            Digest = RosterDigest.Of(_digests),
            Guardians = guardians,
            Issues = _issues.ToImmutable(),
            FaultyKeys = [.. _users.Values.Where(user => user.IsFaulty).SelectMany(user => user.Keys)],
        };
    }

    // Two people with one key would get one account.
    private void MarkSharedKeys()
    {
        var holders = new Dictionary<PersonKey, UserRow>();
        foreach (UserRow user in _users.Values)
        {
            foreach (PersonKey key in user.Keys.Skip(1))
            {
                if (holders.TryAdd(key, user))
                {
                    continue;
                }

                UserRow other = holders[key];
                user.IsFaulty = other.IsFaulty = true;
                _issues.Add("roster.duplicate-key", user.Place with { Field = "userIds" },
                    $"Mã '{key}' của '{user.Id}' cũng là của '{other.Id}' (dòng {other.Place.Line}).",
                    $"The key '{key}' of '{user.Id}' is also that of '{other.Id}' (line {other.Place.Line}).");
            }
        }
    }

    private Person Person(UserRow user)
    {
        ImmutableArray<Affiliation> places =
        [
            .. from place in user.Places
               orderby place.Primary descending
               select new Affiliation(place.Unit, place.Role)
               {
                   Grade = place.Role == Role.Student ? user.Grade ?? place.Grade : null,
                   Classes = [.. _anyHomeroom ? place.Homerooms : place.Classes],
               },
        ];
        return new Person([.. user.Keys], user.Name!, places) { BirthDate = user.BirthDate, Enabled = user.Enabled, Source = user.Place };
    }

    // "06" and "6" are one grade; of several the first counts.
    private static string? Grade(string? grades) =>
        grades is null ? null : Items(grades).Select(grade => grade.TrimStart('0')).FirstOrDefault(grade => grade.Length > 0);

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static UnitCode Code(string id) => new(CodeSystem.OneRoster, id);

    private sealed record ClassRow(string Title, UnitCode School, string? Grade, bool Homeroom);
}
