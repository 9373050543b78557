using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Rosters;

namespace EduIct.Guardians;

/// <summary>
/// Term results as a CSV, one row for a student and a guardian: columns <c>guardian_email</c> (<c>Email phụ huynh</c>; blank: nobody is told), <c>guardian</c> (<c>Phụ huynh</c>),
/// <c>student_id</c> (<c>Mã học sinh</c>), <c>student</c> (<c>Họ tên</c>), <c>class</c> (<c>Lớp</c>), <c>conduct</c> (<c>Hạnh kiểm</c>). Every other column with a name is a subject.
/// </summary>
public static class TermResultFile
{
    private const int MostIssues = 1000;

    private static readonly Dictionary<string, string[]> s_columns = new()
    {
        ["guardian_email"] = ["guardian_email", "email phụ huynh", "email cha mẹ", "email người giám hộ"],
        ["guardian"] = ["guardian", "phụ huynh", "họ tên phụ huynh", "người giám hộ"],
        ["student_id"] = ["student_id", "mã học sinh", "mã định danh"],
        ["student"] = ["student", "họ tên", "họ và tên", "học sinh"],
        ["class"] = ["class", "lớp"],
        ["conduct"] = ["conduct", "hạnh kiểm", "rèn luyện", "kết quả rèn luyện"],
    };

    /// <summary>Reads a file. A subject without a result in a row is left out of it.</summary>
    /// <param name="path">The file; UTF-8, comma, semicolon or tab.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The results, each with its place, and all faults: <c>results.no-column</c>, <c>results.column-twice</c>, <c>results.no-subjects</c>, <c>results.bad-email</c>, and those of a broken CSV. None
    /// of their texts shows anything of a child.
    /// </returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<(ImmutableArray<TermResult> Results, ImmutableArray<Issue> Issues)> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var issues = new IssueCollector(Path.GetFileName(path), MostIssues);
        var results = ImmutableArray.CreateBuilder<TermResult>();
        using NamedCsv? csv = await NamedCsv.OpenAsync(path, s_columns, ["guardian_email", "student_id", "student"], "results", issues, cancellationToken).ConfigureAwait(false);
        ImmutableArray<(int Column, string Header)> subjects = csv is null ? [] : csv.Others.RemoveAll(other => other.Header.Length == 0);
        if (csv is not null && subjects.IsEmpty)
        {
            issues.Add("results.no-subjects", new SourcePlace(Path.GetFileName(path), 1), "Không có cột môn học nào.", "There is no column of a subject.");
        }

        while (csv?.Read() ?? false)
        {
            GuardianContact? guardian = null;
            if (csv["guardian_email"] is { Length: > 0 } email && !GuardianContact.TryCreate(ResultChannel.Email, email, out guardian))
            {
                issues.Add("results.bad-email", csv.Place("guardian_email"), "Không phải địa chỉ thư.", "That is no e-mail address.");
                continue;
            }

            results.Add(new TermResult
            {
                Guardian = guardian,
                GuardianName = csv["guardian"],
                StudentKey = csv["student_id"],
                StudentName = csv["student"],
                ClassName = csv["class"],
                Conduct = csv["conduct"],
                Results = [.. subjects.Where(subject => csv[subject.Column].Length > 0).Select(subject => new SubjectResult(subject.Header, csv[subject.Column]))],
                Source = csv.Place("student_id"),
            });
        }

        return (results.ToImmutable(), issues.ToImmutable("results"));
    }
}
