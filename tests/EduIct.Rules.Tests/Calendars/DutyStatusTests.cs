using EduIct.Calendars;
using NodaTime;

namespace EduIct.Tests.Calendars;

public sealed class DutyStatusTests
{
    private static readonly OffsetDateTime s_last = VietnamTime.EndOf(new LocalDate(2016, 9, 29));

    [Theory]
    [InlineData(2016, 8, 1, DutyStage.NotDue, 0)]
    [InlineData(2016, 8, 30, DutyStage.DueSoon, 30)]
    [InlineData(2016, 9, 29, DutyStage.DueSoon, 0)]
    [InlineData(2016, 9, 30, DutyStage.Late, 1)]
    [InlineData(2016, 10, 9, DutyStage.Late, 10)]
    public void A_duty_that_nobody_handed_in_runs_from_not_due_to_late(int year, int month, int day, DutyStage stage, int days) =>
        Assert.Equal(new DutyStatus(stage, days), DutyStatus.Of(s_last, [], Noon(year, month, day)));

    [Fact]
    public void What_was_handed_in_is_submitted_then_returned_then_accepted()
    {
        DutyEvent[] events = [Step(DutyStep.Submitted, 28), Step(DutyStep.Returned, 29), Step(DutyStep.Submitted, 30), Step(DutyStep.Accepted, 30)];

        Assert.Equal(new DutyStatus(DutyStage.Submitted, 0), DutyStatus.Of(s_last, events, Noon(2016, 9, 28)));
        Assert.Equal(new DutyStatus(DutyStage.Returned, 0), DutyStatus.Of(s_last, events, Noon(2016, 9, 29)));
        Assert.Equal(new DutyStatus(DutyStage.Accepted, 1), DutyStatus.Of(s_last, events, Noon(2016, 10, 9)));
        Assert.Equal(new DutyStatus(DutyStage.Returned, 10), DutyStatus.Of(s_last, events.Take(2), Noon(2016, 10, 9)));
    }

    [Fact]
    public void What_has_no_time_is_never_late() => Assert.Equal(DutyStage.NotDue, DutyStatus.Of(null, [], Noon(2030, 1, 1)).Stage);

    [Fact]
    public void A_day_without_an_order_of_its_days_is_no_plan_of_a_school_year() =>
        Assert.Throws<ArgumentException>(() => new SchoolYearPlan(new SchoolYear(2016), new LocalDate(2016, 9, 5), new LocalDate(2017, 6, 1), new LocalDate(2017, 5, 31)));

    private static DutyEvent Step(DutyStep step, int day) => new("d", "u", step, Noon(2016, 9, day));

    private static Instant Noon(int year, int month, int day) => VietnamTime.At(new LocalDate(year, month, day), LocalTime.Noon).ToInstant();
}
