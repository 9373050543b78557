using System.Globalization;
using EduIct.Issues;

namespace EduIct.Calendars;

/// <summary>Duties in words for people.</summary>
public static class DutyWords
{
    /// <summary>The status: <c>trễ 3 ngày</c>.</summary>
    public static LocalizedText Of(DutyStatus status) => status switch
    {
        { Stage: DutyStage.DueSoon, Days: 0 } => new("hạn hôm nay", "due today"),
        { Stage: DutyStage.DueSoon } => new($"còn {status.Days} ngày", $"{Days(status.Days)} left"),
        { Stage: DutyStage.Late } => new($"trễ {status.Days} ngày", $"late by {Days(status.Days)}"),
        { Stage: DutyStage.Submitted, Days: 0 } => new("đã nộp", "submitted"),
        { Stage: DutyStage.Submitted } => new($"đã nộp, trễ {status.Days} ngày", $"submitted, {Days(status.Days)} late"),
        { Stage: DutyStage.Accepted, Days: 0 } => new("đã được chấp nhận", "accepted"),
        { Stage: DutyStage.Accepted } => new($"đã được chấp nhận, nộp trễ {status.Days} ngày", $"accepted, {Days(status.Days)} late"),
        { Stage: DutyStage.Returned, Days: 0 } => new("bị trả lại", "returned"),
        { Stage: DutyStage.Returned } => new($"bị trả lại, trễ {status.Days} ngày", $"returned, late by {Days(status.Days)}"),
        _ => new("chưa đến hạn", "not due"),
    };

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
