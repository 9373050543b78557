using System.Collections.Immutable;
using System.Globalization;
using EduIct.Planning;
using NodaTime;

namespace EduIct.Cli.Demo.Report;

/// <summary>What was done, step by step, and what each plan held.</summary>
internal static class StepSection
{
    private static readonly (OperationKind Kind, string Vi, string En)[] Names =
    [
        (OperationKind.EnsureOrgUnit, "Lập đơn vị tổ chức", "Make organisational unit"),
        (OperationKind.Create, "Tạo hộp thư", "Create mailbox"),
        (OperationKind.Update, "Cập nhật thông tin", "Update"),
        (OperationKind.Move, "Chuyển đơn vị tổ chức", "Move"),
        (OperationKind.Rename, "Đổi địa chỉ, giữ bí danh", "Rename, keep alias"),
        (OperationKind.Suspend, "Tạm khóa", "Suspend"),
        (OperationKind.Reactivate, "Mở lại", "Reactivate"),
        (OperationKind.Delete, "Xóa sau thời gian lưu", "Delete after retention"),
        (OperationKind.EnsureGroup, "Lập nhóm thư", "Make group"),
        (OperationKind.AddMember, "Thêm vào nhóm", "Add to group"),
        (OperationKind.RemoveMember, "Rút khỏi nhóm", "Take out of group"),
        (OperationKind.EnsureSchool, "Lập trường", "Make school"),
        (OperationKind.EnsureClass, "Lập lớp học", "Make class"),
        (OperationKind.SetSchooling, "Ghi dữ liệu trường học", "Write school data"),
    ];

    public static Html Render(ReportContent content) => Html.Of(
        $"""
        <section aria-labelledby="steps">
        {Text.Heading("steps", "Đã làm gì", "What was done")}
        <div class="pair even">
        {Html.Each(content.Terms, term => Term(term, content.Steps))}
        </div>
        {Operations(content.Terms)}
        </section>
        """);

    private static Html Term(TermResult term, ImmutableArray<DemoStep> steps) => Html.Of(
        $"""
        <div class="panel">
        <h3 class="term"><span>{Text.Both(term.Number == 1 ? "Học kỳ I" : "Học kỳ II", term.Number == 1 ? "First term" : "Second term")}</span><time datetime="{Iso(term.Date)}">{Day(term.Date)}</time></h3>
        <p class="roster">{Text.Both(
            $"Danh sách {Text.Number(term.People)} người, trong đó {Text.Number(term.Guardians)} phụ huynh không được cấp hộp thư.",
            $"A roster of {Text.Number(term.People)} people; its {Text.Number(term.Guardians)} guardians get no mailbox.")}</p>
        <ol class="steps">
        {Html.Each(steps.Where(step => step.Term == term.Number), Step)}
        </ol>
        </div>

        """);

    private static Html Step(DemoStep step) => Html.Of(
        $"""
        <li class="{(step.Good ? "good" : "bad")}"><div class="step-head"><b>{Text.Both(step.Title.Vi, step.Title.En)}</b><span class="took">{Text.Seconds(step.Elapsed)}</span></div>
        <code class="command">{Html.Each(step.Command.Split(' '), word => Html.Of($"<span>{word}</span> "))}</code>
        <p class="result"><span class="mark">{(step.Good ? "✓" : "✗")}<span class="sr">{(step.Good ? " đạt" : " không đạt")}</span></span> <span>{Text.Both(step.Result.Vi, step.Result.En)}</span></p></li>

        """);

    private static Html Operations(ImmutableArray<TermResult> terms)
    {
        var used = Names.Where(name => terms.Any(term => term.Operations.GetValueOrDefault(name.Kind) > 0));
        return Html.Of(
            $"""
            <div class="scroll" role="region" aria-labelledby="plan-table" tabindex="0">
            <table class="plans">
            <caption id="plan-table">{Text.Both("Việc trong mỗi kế hoạch, đã thực hiện hết", "The operations of each plan, all applied")}</caption>
            <thead><tr><th scope="col">{Text.Both("Việc", "Operation")}</th>{Html.Each(terms, term => Html.Of($"<th scope=\"col\">{Text.Both($"Học kỳ {(term.Number == 1 ? "I" : "II")}", $"Term {term.Number.ToString(CultureInfo.InvariantCulture)}")}</th>"))}</tr></thead>
            <tbody>
            {Html.Each(used, name => Html.Of(
                $"""
                <tr><th scope="row">{Text.Both(name.Vi, name.En)}</th>{Html.Each(terms, term => Cell(term, name.Kind))}</tr>

                """))}
            <tr class="again"><th scope="row">{Text.Both("Lập kế hoạch lại ngay sau đó", "Planned again right after")}</th>{Html.Each(terms, term => Html.Of($"<td>{Text.Number(term.Again)}</td>"))}</tr>
            </tbody>
            </table>
            </div>
            """);
    }

    private static Html Cell(TermResult term, OperationKind kind)
    {
        int count = term.Operations.GetValueOrDefault(kind);
        string css = count == 0 ? "nil" : "";
        return Html.Of($"<td class=\"{css}\" data-term=\"{term.Number}\" data-operation=\"{kind.ToString()}\" data-count=\"{count}\">{Text.Number(count)}</td>");
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(LocalDate date) => date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
