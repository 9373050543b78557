using System.Collections.Frozen;
using EduIct.Naming;

namespace EduIct.Rosters;

/// <summary>What a column of a plain CSV holds.</summary>
internal enum PlainCsvColumn
{
    MoetId,
    PupilCode,
    CitizenId,
    FullName,
    FamilyName,
    GivenName,
    BirthDate,
    Class,
    Grade,
    SchoolCode,
    SchoolName,
    Role,
    Status,
}

/// <summary>The headers that the sector's sheets use, without regard to case, accents, blanks and punctuation.</summary>
internal static class PlainCsvHeaders
{
    private static readonly FrozenDictionary<string, PlainCsvColumn> s_headers = new Dictionary<string, PlainCsvColumn>
    {
        ["madinhdanhbogddt"] = PlainCsvColumn.MoetId, ["madinhdanhbogiaoducvadaotao"] = PlainCsvColumn.MoetId, ["madinhdanh"] = PlainCsvColumn.MoetId,
        ["madinhdanhmoet"] = PlainCsvColumn.MoetId, ["id"] = PlainCsvColumn.MoetId, ["mahocsinh"] = PlainCsvColumn.PupilCode, ["mahs"] = PlainCsvColumn.PupilCode,
        ["magiaovien"] = PlainCsvColumn.PupilCode, ["macanbo"] = PlainCsvColumn.PupilCode, ["studentid"] = PlainCsvColumn.PupilCode,
        ["sodinhdanhcanhan"] = PlainCsvColumn.CitizenId, ["cccd"] = PlainCsvColumn.CitizenId, ["socccd"] = PlainCsvColumn.CitizenId,
        ["hoten"] = PlainCsvColumn.FullName, ["hovaten"] = PlainCsvColumn.FullName, ["hotenhocsinh"] = PlainCsvColumn.FullName, ["name"] = PlainCsvColumn.FullName,
        ["fullname"] = PlainCsvColumn.FullName, ["ho"] = PlainCsvColumn.FamilyName, ["hodem"] = PlainCsvColumn.FamilyName, ["hovatendem"] = PlainCsvColumn.FamilyName,
        ["hotendem"] = PlainCsvColumn.FamilyName, ["ten"] = PlainCsvColumn.GivenName, ["ngaysinh"] = PlainCsvColumn.BirthDate, ["ngaythangnamsinh"] = PlainCsvColumn.BirthDate,
        ["birthdate"] = PlainCsvColumn.BirthDate, ["dateofbirth"] = PlainCsvColumn.BirthDate, ["lop"] = PlainCsvColumn.Class, ["lophoc"] = PlainCsvColumn.Class,
        ["tenlop"] = PlainCsvColumn.Class, ["malop"] = PlainCsvColumn.Class, ["class"] = PlainCsvColumn.Class, ["khoi"] = PlainCsvColumn.Grade,
        ["khoihoc"] = PlainCsvColumn.Grade, ["grade"] = PlainCsvColumn.Grade, ["matruong"] = PlainCsvColumn.SchoolCode, ["madonvi"] = PlainCsvColumn.SchoolCode,
        ["schoolcode"] = PlainCsvColumn.SchoolCode, ["truong"] = PlainCsvColumn.SchoolName, ["tentruong"] = PlainCsvColumn.SchoolName,
        ["truonghoc"] = PlainCsvColumn.SchoolName, ["donvi"] = PlainCsvColumn.SchoolName, ["school"] = PlainCsvColumn.SchoolName, ["vaitro"] = PlainCsvColumn.Role,
        ["chucvu"] = PlainCsvColumn.Role, ["loai"] = PlainCsvColumn.Role, ["role"] = PlainCsvColumn.Role, ["trangthai"] = PlainCsvColumn.Status,
        ["trangthaihs"] = PlainCsvColumn.Status, ["status"] = PlainCsvColumn.Status,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a header names, or null.</summary>
    public static PlainCsvColumn? Find(string header) => s_headers.TryGetValue(Fold(header), out PlainCsvColumn column) ? column : null;

    /// <summary>A text as letters and digits only, in lower case.</summary>
    public static string Fold(string text) =>
        VietnameseText.TryToAscii(text, out string ascii, out _)
            ? new string([.. ascii.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)])
            : "";
}
