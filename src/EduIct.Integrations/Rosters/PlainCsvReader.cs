using System.Collections.Immutable;
using System.Globalization;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>
/// Makes people of one plain CSV, as schools export it: the header may stand below title rows, fields are separated by comma, semicolon or
/// tab, and columns that nobody knows are passed over. It is complete for nothing unless the caller says so.
/// </summary>
internal sealed class PlainCsvReader
{
    private const int HeaderWithin = 20;

    private readonly RosterFile _file;
    private readonly RosterReaderOptions _options;
    private readonly IssueCollector _issues;
    private readonly Dictionary<PlainCsvColumn, int> _columns = [];
    private readonly Dictionary<UnitCode, Unit> _units = [];
    private readonly Dictionary<PersonKey, int> _lines = [];
    private readonly List<Person> _people = [];
    private readonly HashSet<PersonKey> _faulty = [];
    private bool _someKeysUnread;

    private PlainCsvReader(RosterFile file, RosterReaderOptions options, IssueCollector issues) => (_file, _options, _issues) = (file, options, issues);

    public static async Task<Roster> ReadAsync(RosterFile file, RosterReaderOptions options, LocalDate day, IssueCollector issues, CancellationToken cancellationToken)
    {
        var reader = new PlainCsvReader(file, options, issues);
        var digests = new Dictionary<string, string>();
        bool whole = false;
        if (await file.InspectAsync(issues, cancellationToken).ConfigureAwait(false) is { } digest)
        {
            // The name of the file is the user's own and changes nothing.
            digests["csv"] = digest;
            whole = reader.Read(cancellationToken);
        }

        // Two people with one key: both stay out, with all their keys.
        ILookup<bool, Person> people = reader._people.ToLookup(person => !person.Keys.Any(reader._faulty.Contains));
        reader._faulty.UnionWith(people[false].SelectMany(person => person.Keys));
        return new Roster
        {
            People = [.. people[true]],
            Units = [.. reader._units.Values],
            Coverage = options.CompleteCsv && whole ? RosterCoverage.OfAll(reader._people) : RosterCoverage.None,
            Date = day,
            Digest = RosterDigest.Of(digests),
            Issues = issues.ToImmutable(),
            FaultyKeys = [.. reader._faulty],
        };
    }

    private bool Read(CancellationToken cancellationToken)
    {
        if (FindHeader() is not var (delimiter, headerLine, width))
        {
            _issues.Add("roster.no-header", new SourcePlace(_file.Shown),
                $"Không thấy dòng tiêu đề có họ tên và mã trong {HeaderWithin} dòng đầu (ví dụ: Mã định danh,Họ tên,Ngày sinh,Lớp).",
                $"No header with a name and an identifier within the first {HeaderWithin} lines (e.g. Mã định danh,Họ tên,Ngày sinh,Lớp).");
            return false;
        }

        if (_options.HomeUnit is { } home)
        {
            _units[home] = new Unit(home, UnitKind.Unknown, home.Value, VietnameseText.ToSlug(home.Value) ?? "unit");
        }
        else if (!Has(PlainCsvColumn.SchoolCode) && !Has(PlainCsvColumn.SchoolName))
        {
            _issues.Add("roster.no-school", new SourcePlace(_file.Shown, headerLine), "Thiếu cột Mã trường hoặc Trường.", "There is no column for the school (Mã trường, Trường).");
            return false;
        }

        using var rows = new CsvTable(_file, delimiter, _issues);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Line == headerLine)
            {
                // Excel writes as many fields as the widest row has; a shorter row lost something.
                rows.FixWidth(width);
            }
            else if (rows.Line > headerLine && !IsHeaderAgain(rows))
            {
                ReadPerson(rows);
            }
        }

        if (_lines.Count == 0 && _issues.IsEmpty)
        {
            _issues.Add("roster.no-rows", new SourcePlace(_file.Shown, headerLine), "Tệp không có dòng dữ liệu nào.", "The file has no data rows.");
        }

        return !rows.HasBrokenRows && !_someKeysUnread;
    }

    private (string Delimiter, int Line, int Width)? FindHeader()
    {
        (string Delimiter, int Line, int Width)? best = null;
        int known = 1;
        foreach (string delimiter in new[] { ",", ";", "\t" })
        {
            // A trial: what is wrong is told when the rows are read.
            using var rows = new CsvTable(_file, delimiter, new IssueCollector(_file.Shown, 1));
            while (rows.Read() && rows.Line <= HeaderWithin)
            {
                Dictionary<PlainCsvColumn, int> columns = Columns(rows);
                bool named = columns.ContainsKey(PlainCsvColumn.FullName) || columns.ContainsKey(PlainCsvColumn.GivenName);
                bool identified = columns.ContainsKey(PlainCsvColumn.MoetId) || columns.ContainsKey(PlainCsvColumn.PupilCode) || columns.ContainsKey(PlainCsvColumn.CitizenId);
                if (named && identified && columns.Count > known)
                {
                    known = columns.Count;
                    best = (delimiter, rows.Line, rows.Count);
                    _columns.Clear();
                    foreach ((PlainCsvColumn column, int index) in columns)
                    {
                        _columns[column] = index;
                    }
                }
            }
        }

        return best;
    }

    private static Dictionary<PlainCsvColumn, int> Columns(CsvTable rows)
    {
        var columns = new Dictionary<PlainCsvColumn, int>();
        for (int index = 0; index < rows.Count; index++)
        {
            if (PlainCsvHeaders.Find(rows[index]) is { } column)
            {
                columns.TryAdd(column, index);
            }
        }

        return columns;
    }

    private bool IsHeaderAgain(CsvTable rows) => Columns(rows).Count == _columns.Count;

    private void ReadPerson(CsvTable rows)
    {
        List<PersonKey> keys = ReadKeys(rows, out bool good);

        // Nobody can say who it is, or who else it is, so nobody may be taken for a leaver.
        _someKeysUnread |= keys.Count == 0 || !good;
        if (keys.Count == 0)
        {
            if (good)
            {
                Fault(rows, Has(PlainCsvColumn.MoetId) ? PlainCsvColumn.MoetId : Has(PlainCsvColumn.PupilCode) ? PlainCsvColumn.PupilCode : PlainCsvColumn.CitizenId, "roster.blank", "Thiếu mã.", "The identifier is blank.");
            }

            return;
        }

        PersonName? name = ReadName(rows);
        LocalDate? birth = ReadBirthDate(rows, ref good);
        UnitCode? unit = ReadUnit(rows);
        Role? role = ReadRole(rows);
        bool? enabled = ReadStatus(rows);
        foreach (PersonKey key in keys)
        {
            if (!_lines.TryAdd(key, rows.Line))
            {
                Fault(rows, ColumnOf(key), "roster.duplicate-key", $"Mã '{key.Value}' đã có ở dòng {_lines[key]}.", $"The key '{key.Value}' stands in line {_lines[key]} already.");
                good = false;
            }
        }

        if (!good || name is null || unit is null || role is null || enabled is null)
        {
            _faulty.UnionWith(keys);
            return;
        }

        string? title = Text(rows, PlainCsvColumn.Class);
        _people.Add(new Person([.. keys], name, [new Affiliation(unit.Value, role.Value)
        {
            Classes = title is null ? [] : [title.Normalize()],
            Grade = role == Role.Student ? Grade(Text(rows, PlainCsvColumn.Grade), title) : null,
        }])
        {
            BirthDate = birth,
            Enabled = enabled.Value,
            Source = new SourcePlace(_file.Shown, rows.Line),
        });
    }

    private List<PersonKey> ReadKeys(CsvTable rows, out bool good)
    {
        good = true;
        var keys = new List<PersonKey>();

        // Without a column of its own for it, the pupil's code is the ministry's, as its sheets name it.
        good &= Add(PlainCsvColumn.MoetId, CodeSystem.Moet);
        good &= Add(PlainCsvColumn.PupilCode, Has(PlainCsvColumn.MoetId) ? CodeSystem.Vendor("school") : CodeSystem.Moet);
        if (Text(rows, PlainCsvColumn.CitizenId) is { } citizen)
        {
            if (citizen.Length == 12 && citizen.All(char.IsAsciiDigit))
            {
                keys.Add(new PersonKey(CodeSystem.Citizen, citizen));
            }
            else
            {
                Fault(rows, PlainCsvColumn.CitizenId, "roster.bad-id", "Số định danh cá nhân có 12 chữ số.", "A personal identification number has 12 digits.");
                good = false;
            }
        }

        return keys;

        bool Add(PlainCsvColumn column, CodeSystem system)
        {
            if (Text(rows, column) is not { } value)
            {
                return true;
            }

            if (UnitCode.IsValue(value) && !IsRounded(value))
            {
                keys.Add(new PersonKey(system, value));
                return true;
            }

            Fault(rows, column, "roster.bad-id", $"'{value}' không phải là mã.", $"'{value}' is not an identifier.");
            return false;
        }
    }

    // Excel shows a long number as 8.24007E+11: what was behind it is lost, and many pupils share what is left.
    private static bool IsRounded(string value) =>
        char.IsAsciiDigit(value[0]) && value.Contains("E+", StringComparison.OrdinalIgnoreCase) && double.TryParse(value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private PlainCsvColumn ColumnOf(PersonKey key) =>
        key.System == CodeSystem.Citizen ? PlainCsvColumn.CitizenId
        : key.System == CodeSystem.Moet && Has(PlainCsvColumn.MoetId) ? PlainCsvColumn.MoetId
        : PlainCsvColumn.PupilCode;

    private PersonName? ReadName(CsvTable rows)
    {
        string? text = Text(rows, PlainCsvColumn.FullName);
        PersonName? name = text is not null
            ? PersonName.Parse(text)
            : PersonName.FromParts(Text(rows, PlainCsvColumn.FamilyName), null, Text(rows, PlainCsvColumn.GivenName));
        if (name is not null && VietnameseText.TryToAscii(name.Full, out _, out _))
        {
            return name;
        }

        VietnameseText.TryToAscii(name?.Full ?? text ?? "", out _, out LocalizedText fault);
        Fault(rows, Has(PlainCsvColumn.FullName) ? PlainCsvColumn.FullName : PlainCsvColumn.GivenName, "roster.bad-name",
            $"Họ tên không dùng được: {fault.Vi}", $"The name cannot be used: {fault.En}");
        return null;
    }

    private LocalDate? ReadBirthDate(CsvTable rows, ref bool good)
    {
        if (Text(rows, PlainCsvColumn.BirthDate) is not { } text)
        {
            return null;
        }

        if (VietnameseDate.TryParse(text, out LocalDate date))
        {
            return date;
        }

        // Excel's serial days: 1 is 1 January 1900, and it believes that 1900 had a 29 February (all birth dates are after it).
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int serial) && serial is > 60 and < 80_000)
        {
            return new LocalDate(1899, 12, 30).PlusDays(serial);
        }

        good = false;
        Fault(rows, PlainCsvColumn.BirthDate, "roster.bad-date", $"'{text}' không phải là ngày (05/09/2012 hoặc 2012-09-05).", $"'{text}' is not a date (05/09/2012 or 2012-09-05).");
        return null;
    }

    private UnitCode? ReadUnit(CsvTable rows)
    {
        string? name = Text(rows, PlainCsvColumn.SchoolName)?.Normalize();
        UnitCode? unit = null;
        if (Text(rows, PlainCsvColumn.SchoolCode) is { } code)
        {
            // A code in the province's own file is of the system in which the province is known.
            unit = UnitCode.IsValue(code) ? new UnitCode(_options.HomeUnit?.System ?? CodeSystem.Moet, code) : null;
        }
        else if (name is not null)
        {
            unit = VietnameseText.ToUnitSlug(name) is { } slug ? new UnitCode(CodeSystem.Vendor("csv"), slug.ToLowerInvariant()) : null;
        }
        else if (_options.HomeUnit is { } home)
        {
            return home;
        }

        if (unit is not { } found)
        {
            Fault(rows, Has(PlainCsvColumn.SchoolCode) ? PlainCsvColumn.SchoolCode : PlainCsvColumn.SchoolName, "roster.no-school", "Thiếu hoặc sai trường.", "The school is missing or wrong.");
            return null;
        }

        if (!_units.ContainsKey(found))
        {
            string shown = name ?? found.Value;
            _units[found] = new Unit(found, UnitKindReader.Read(shown), shown, VietnameseText.ToUnitSlug(shown) ?? VietnameseText.ToSlug(found.Value) ?? "unit")
            {
                Parents = _options.HomeUnit is { } above && above != found ? [new UnitParent(above, DateSpan.Always)] : [],
            };
        }

        return found;
    }

    private Role? ReadRole(CsvTable rows)
    {
        string text = Text(rows, PlainCsvColumn.Role) ?? "";
        Role? role = PlainCsvHeaders.Fold(text) switch
        {
            "" when text.Length == 0 => Role.Student,
            "hocsinh" or "hocvien" or "student" => Role.Student,
            "giaovien" or "giangvien" or "teacher" => Role.Teacher,
            "canboquanly" or "hieutruong" or "phohieutruong" or "giamdoc" or "phogiamdoc" or "principal" => Role.Principal,
            "nhanvien" or "chuyenvien" or "staff" => Role.Staff,
            "phuhuynh" or "chame" or "nguoigiamho" or "guardian" or "parent" => Role.Guardian,
            _ => null,
        };
        if (role is null)
        {
            Fault(rows, PlainCsvColumn.Role, "roster.bad-value", $"Không rõ vai trò '{text}' (học sinh, giáo viên, cán bộ quản lý, nhân viên, phụ huynh).", $"Unknown role '{text}' (học sinh, giáo viên, cán bộ quản lý, nhân viên, phụ huynh).");
        }

        return role;
    }

    private bool? ReadStatus(CsvTable rows)
    {
        string text = Text(rows, PlainCsvColumn.Status) ?? "";
        bool? enabled = PlainCsvHeaders.Fold(text) switch
        {
            "" when text.Length == 0 => true,
            "danghoc" or "chuyenden" or "chuyendentuhk1" or "chuyendentuhk2" or "danglamviec" or "dangday" or "nghihocxinhoclai" or "active" => true,
            "chuyendi" or "thoihoc" or "bohoc" or "nghihoc" or "nghihuu" or "nghiviec" or "datotnghiep" or "inactive" => false,
            _ => null,
        };
        if (enabled is null)
        {
            Fault(rows, PlainCsvColumn.Status, "roster.bad-value", $"Không rõ trạng thái '{text}' (đang học, chuyển đến, chuyển đi, thôi học).", $"Unknown status '{text}' (đang học, chuyển đến, chuyển đi, thôi học).");
        }

        return enabled;
    }

    private bool Has(PlainCsvColumn column) => _columns.ContainsKey(column);

    private string? Text(CsvTable rows, PlainCsvColumn column) =>
        _columns.TryGetValue(column, out int index) && rows[index] is { Length: > 0 } text ? text : null;

    private void Fault(CsvTable rows, PlainCsvColumn column, string code, string vi, string en) =>
        _issues.Add(code, rows.Place(_columns.GetValueOrDefault(column, -1)), vi, en);

    // "Khối 6" and "06" are grade 6, as is the class "6A1"; "Khối Lá" is "la". The class "Lá 2" says nothing of a grade.
    private static string? Grade(string? text, string? title)
    {
        if (text is null)
        {
            return Number(title ?? "");
        }

        string folded = PlainCsvHeaders.Fold(text);
        string grade = folded.StartsWith("khoi", StringComparison.Ordinal) ? folded[4..] : folded;
        return Number(text) ?? Number(grade) ?? (grade.Length > 0 ? grade : null);

        static string? Number(string text)
        {
            string digits = new([.. text.TakeWhile(char.IsAsciiDigit)]);
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int grade) && grade is >= 1 and <= 12
                ? grade.ToString(CultureInfo.InvariantCulture)
                : null;
        }
    }
}
