using System.Collections.Immutable;

namespace EduIct.Cli.Demo.Report;

/// <summary>Accounts school by school: a picture, and the table of its numbers.</summary>
internal static class SchoolSection
{
    private const double Full = 1000;

    public static Html Render(ImmutableArray<SchoolSummary> schools)
    {
        int most = Math.Max(1, schools.Select(school => school.Active).DefaultIfEmpty().Max());
        Html levels = Html.Each(schools.GroupBy(school => SchoolLevel.Of(school.Kind)), level => Level(level.Key, [.. level], most));
        return Html.Of(
            $"""
            <section aria-labelledby="schools">
            {Text.Heading("schools", "Từng trường một", "School by school")}
            <p class="lead">{Text.Both("Hộp thư đang dùng sau học kỳ II, theo cấp học.", "Mailboxes in use after the second term, by level.")}</p>
            <figure class="panel">
            <ul class="legend">
            <li><i class="key r-student"></i>{Text.Both("Học sinh", "Pupils")}</li>
            <li><i class="key r-teacher"></i>{Text.Both("Giáo viên", "Teachers")}</li>
            <li><i class="key r-other"></i>{Text.Both("Quản lý, nhân viên", "Heads and staff")}</li>
            </ul>
            {levels}
            </figure>
            {Table(schools)}
            </section>
            """);
    }

    private static Html Level(SchoolLevel level, ImmutableArray<SchoolSummary> schools, int most) => Html.Of(
        $"""
        <h3 class="level">{Text.Both(level.Vi, level.En)}<span class="level-sum">{Text.Number(schools.Sum(school => school.Active))}</span></h3>
        <ul class="bars">
        {Html.Each(schools, school => Bar(school, most))}
        </ul>

        """);

    private static Html Bar(SchoolSummary school, int most)
    {
        double scale = Full / most;
        return Html.Of(
            $"""
            <li><span class="bar-label"><bdi>{school.Name}</bdi> <small>{school.ShortCode}</small></span>
            <svg class="bar" role="img" viewBox="0 0 1000 10" preserveAspectRatio="none"><title>{school.Name}: {school.Students} học sinh, {school.Teachers} giáo viên, {school.Others} quản lý và nhân viên</title><desc>{school.Name}: {school.Students} pupils, {school.Teachers} teachers, {school.Others} heads and staff</desc>{Rect(school, "student", school.Students, 0)}{Rect(school, "teacher", school.Teachers, school.Students)}{Rect(school, "other", school.Others, school.Students + school.Teachers)}</svg>
            <span class="bar-sum">{Text.Number(school.Active)}</span></li>

            """);

        Html Rect(SchoolSummary unit, string role, int count, int before) => Html.Of(
            $"""<rect class="r-{role}" data-chart="school" data-unit="{unit.Code}" data-role="{role}" data-count="{count}" x="{Text.Length(before * scale)}" y="0" width="{Text.Length(count * scale)}" height="10"/>""");
    }

    private static Html Table(ImmutableArray<SchoolSummary> schools) => Html.Of(
        $"""
        <div class="scroll" role="region" aria-labelledby="school-table" tabindex="0">
        <table>
        <caption id="school-table">{Text.Both("Số lượng từng trường", "The numbers of each school")}</caption>
        <thead>
        <tr><th scope="col">{Text.Both("Đơn vị", "Unit")}</th><th scope="col">{Text.Both("Lớp", "Classes")}</th><th scope="col">{Text.Both("Học sinh", "Pupils")}</th><th scope="col">{Text.Both("Giáo viên", "Teachers")}</th><th scope="col">{Text.Both("QL, NV", "Heads, staff")}</th><th scope="col">{Text.Both("Tạm khóa", "Suspended")}</th><th scope="col">{Text.Both("Mới đến", "Arrived")}</th><th scope="col">{Text.Both("Chuyển đến", "Moved in")}</th></tr>
        </thead>
        <tbody>
        {Html.Each(schools, Row)}
        </tbody>
        <tfoot>
        <tr><th scope="row">{Text.Both("Cộng", "Total")}</th>{Cells(schools.Sum(s => s.Classes), schools.Sum(s => s.Students), schools.Sum(s => s.Teachers), schools.Sum(s => s.Others), schools.Sum(s => s.Suspended), schools.Sum(s => s.Count(TermChange.Arrival)), schools.Sum(s => s.Count(TermChange.SchoolMove)))}</tr>
        </tfoot>
        </table>
        </div>
        """);

    private static Html Row(SchoolSummary school) => Html.Of(
        $"""
        <tr data-table="school" data-unit="{school.Code}"><th scope="row"><bdi>{school.Name}</bdi> <small>{school.ShortCode}</small></th>{Cells(school.Classes, school.Students, school.Teachers, school.Others, school.Suspended, school.Count(TermChange.Arrival), school.Count(TermChange.SchoolMove))}</tr>

        """);

    private static Html Cells(params IEnumerable<int> numbers) =>
        Html.Each(numbers, number => number == 0 ? Html.Of($"<td class=\"nil\">0</td>") : Html.Of($"<td>{Text.Number(number)}</td>"));
}
