using EduIct.Directives;
using EduIct.Guardians;
using EduIct.Issues;

namespace EduIct.Rules.Tests.Guardians;

/// <summary>What the directives say of paid channels is taken from the packs.</summary>
public sealed class PaidChannelsTests
{
    [Fact]
    public void A_paid_channel_is_refused_with_both_clauses_in_the_texts_own_words()
    {
        Issue refusal = PaidChannels.Refuse(ResultChannel.PaidSms, DirectiveLibrary.Embedded)!;

        Assert.Equal("results.paid-channel", refusal.Code);
        Assert.Contains("4622/BGDĐT-CNTT, I.3.c.-2: “hạn chế sử dụng hệ thống nhắn tin thu phí qua điện”", refusal.Message.Vi, StringComparison.Ordinal);
        Assert.Contains("9772/BGDĐT-CNTT, I.12.¶6: “Không khuyến khích mở dịch vụ thông báo kết quả học tập”", refusal.Message.En, StringComparison.Ordinal);
        Assert.Equal(["4622.paid-sms-limited", "9772.no-paid-result-messages"], PaidChannels.Discouraging(DirectiveLibrary.Embedded).Select(found => found.Entry.Id));
    }

    [Fact]
    public void What_is_free_is_not_refused() => Assert.Null(PaidChannels.Refuse(ResultChannel.Email, DirectiveLibrary.Embedded));

    [Fact]
    public void Only_the_directives_that_are_there_are_cited() =>
        Assert.DoesNotContain("9772", PaidChannels.Refuse(ResultChannel.PaidSms, DirectiveLibrary.Embedded.Where(directive => directive.Id.StartsWith("4622", StringComparison.Ordinal)))!.Message.Vi, StringComparison.Ordinal);
}
