using System.Globalization;
using System.Text.Json;
using EduIct.Issues;

namespace EduIct.Planning;

/// <summary>What can be wrong with a plan file, in words.</summary>
internal static class PlanIssues
{
    public static Issue Unreadable(string source, Exception why) =>
        Of("plan.unreadable", source, null, null, $"không đọc được tệp kế hoạch ({why.GetType().Name}).", $"the plan file cannot be read ({why.GetType().Name}).");

    public static Issue NotJson(string source, int line, JsonException why) => new(
        "plan.line-invalid",
        new SourcePlace(source, line, why.BytePositionInLine is { } at and < int.MaxValue ? (int)at + 1 : null, why.Path),
        new LocalizedText(
            "dòng này không phải là một dòng kế hoạch hợp lệ (JSON sai, thuộc tính lạ, hoặc giá trị sai).",
            "the line is not a good line of a plan (broken JSON, an unknown property, or a wrong value)."));

    public static Issue UnknownLine(string source, int line) =>
        Of("plan.line-unknown", source, line, null, "không phải dòng đầu, thao tác, mục để yên hay dòng cuối.", "neither a header, an operation, something left alone, nor the end.");

    public static Issue TooLong(string source, int line) =>
        Of("plan.line-too-long", source, line, null, "dòng quá dài; phần còn lại không được đọc.", "the line is too long; the rest was not read.");

    public static Issue NoHeader(string source, int line) =>
        Of("plan.no-header", source, line, null, "dòng đầu phải là {\"format\":\"eduict-plan\",…}.", "the first line must be {\"format\":\"eduict-plan\",…}.");

    public static Issue Version(string source, int version) =>
        Of("plan.version", source, 1, "version", $"phiên bản {Text(version)} không đọc được ở đây; cần 1.", $"version {Text(version)} cannot be read here; it must be 1.");

    public static Issue NoEnd(string source, int line) =>
        Of("plan.no-end", source, line, null, "thiếu dòng cuối: tệp bị cắt.", "the last line is missing: the file was cut.");

    public static Issue AfterEnd(string source, int line) =>
        Of("plan.after-end", source, line, null, "có nội dung sau dòng cuối.", "something follows the last line.");

    public static Issue Digest(string source, int line) =>
        Of("plan.digest", source, line, "digest", "mã băm không khớp: tệp đã bị sửa.", "the digest does not fit: the file was changed.");

    public static Issue Count(string source, int line, string field) =>
        Of("plan.count", source, line, field, "số thao tác không khớp.", "the number of operations does not fit.");

    public static Issue Order(string source, int line) =>
        Of("plan.order", source, line, null, "dòng đứng sai chỗ: thao tác rồi mới tới mục để yên.", "the line is in the wrong place: operations first, then what is left alone.");

    public static Issue Seq(string source, int line, int seq) =>
        Of("plan.seq", source, line, "seq", $"số thứ tự {Text(seq)} phải từ 1 và tăng dần.", $"number {Text(seq)} must be 1 or more, and ascending.");

    public static Issue After(string source, int line, int after) =>
        Of("plan.after", source, line, "after", $"{Text(after)} không phải là thao tác đứng trước.", $"{Text(after)} is no earlier operation.");

    public static Issue Missing(string source, int line, string field) =>
        Of("plan.missing-field", source, line, field, $"thiếu {field}.", $"{field} is missing.");

    private static Issue Of(string code, string source, int? line, string? field, string vi, string en) =>
        new(code, new SourcePlace(source, line, null, field), new LocalizedText(vi, en));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
