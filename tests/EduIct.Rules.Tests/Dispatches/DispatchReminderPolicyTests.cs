using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Dispatches;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Dispatches;

/// <summary>When a unit that did not confirm is asked again.</summary>
public sealed class DispatchReminderPolicyTests
{
    private static readonly LocalDate s_sent = new(2016, 9, 1);

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "g3")]
    [InlineData(6, "g3")]
    [InlineData(8, "g7")]
    [InlineData(60, "g14")]
    [InlineData(61, null)]
    public void Without_a_day_it_is_so_many_days_after_sending(int days, string? step) => Assert.Equal(step, new DispatchReminderPolicy().StepOn(Status(null), s_sent.PlusDays(days)));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "h1")]
    [InlineData(4, "h3")]
    [InlineData(7, "h7")]
    public void With_a_day_it_is_so_many_days_after_it(int days, string? step) =>
        Assert.Equal(step, new DispatchReminderPolicy().StepOn(Status(s_sent.PlusDays(20)), s_sent.PlusDays(20 + days)));

    [Theory]
    [InlineData(DispatchState.Confirmed)]
    [InlineData(DispatchState.Waiting)]
    [InlineData(DispatchState.Failed)]
    [InlineData(DispatchState.Returned)]
    [InlineData(DispatchState.NotQueued)]
    [InlineData(DispatchState.NoAddress)]
    public void Only_those_who_got_it_and_did_not_confirm_are_asked(DispatchState state) =>
        Assert.Null(new DispatchReminderPolicy().StepOn(Status(null) with { State = state }, s_sent.PlusDays(5)));

    [Fact]
    public void Days_of_a_policy_are_of_a_year()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DispatchReminderPolicy { AfterSending = [0] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DispatchReminderPolicy { AfterConfirmBy = [366] });
    }

    private static DispatchStatus Status(LocalDate? confirmBy) => new()
    {
        State = DispatchState.Sent,
        SentAt = VietnamTime.At(s_sent, new LocalTime(23, 0)).ToInstant(),
        Recipient = new DispatchRecipient
        {
            Dispatch = new DispatchId(new UnitCode(CodeSystem.Gso, "01"), "1", s_sent),
            Unit = new UnitCode(CodeSystem.Gso, "83"),
            UnitName = "Sở",
            Code = DispatchCode.Parse("cv-abcdefghijklmnopqrstuvwx"),
            Address = EmailAddress.Parse("a@b.vn"),
            Attempt = 1,
            ConfirmBy = confirmBy,
        },
    };
}
