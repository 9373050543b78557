using System.Collections.Immutable;
using EduIct.Dispatches;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Abstractions.Tests.Dispatches;

/// <summary>What a letter may be, and the code that stands for it.</summary>
public sealed class DispatchTests
{
    private static readonly Unit s_issuer = new(new UnitCode(CodeSystem.Gso, "83"), UnitKind.Department, "Sở Giáo dục và Đào tạo Bến Tre\r\nBcc: x@y.vn", "BenTre");
    private static readonly LocalDate s_day = new(2009, 8, 20);

    [Fact]
    public void A_letter_keeps_number_and_subject_composed_and_without_blanks_around_them()
    {
        Dispatch dispatch = Make(" 33/SGDĐT ", "V/v nhiệm vụ".Normalize(System.Text.NormalizationForm.FormD), [File("a.pdf", 1)]);

        Assert.Equal(new DispatchId(s_issuer.Code, "33/SGDĐT", s_day), dispatch.Id);
        Assert.Equal("V/v nhiệm vụ", dispatch.Subject);
        Assert.Equal("Sở Giáo dục và Đào tạo Bến Tre  Bcc: x@y.vn", dispatch.IssuerName);
        Assert.Equal("33/SGDĐT (2009-08-20, gso:83)", dispatch.ToString());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        bool isGood = Dispatch.TryCreate(
            s_issuer, "33\r\nBcc: a@b.vn", new LocalDate(1900, 1, 1), "\uD800", [File("a.pdf", 1), File("A.PDF", 2)], new LocalDate(1899, 1, 1), out Dispatch? dispatch, out ImmutableArray<Issue> issues);

        Assert.False(isGood);
        Assert.Null(dispatch);
        Assert.Equal(
            ["dispatch.number", "dispatch.subject", "dispatch.date", "dispatch.attachment-twice", "dispatch.confirm-by"],
            issues.Select(issue => issue.Code));
        Assert.False(Dispatch.TryCreate(s_issuer, new string('9', 61), s_day, new string('x', 301), [], null, out _, out issues));
        Assert.Equal(["dispatch.number", "dispatch.subject", "dispatch.attachments"], issues.Select(issue => issue.Code));
    }

    [Fact]
    public void The_digest_is_of_subject_and_files_in_whatever_order_and_of_nothing_else()
    {
        string digest = Make("1", "A", [File("a.pdf", 1), File("b.pdf", 2)]).Digest;

        Assert.Equal(digest, Make("2", "A", [File("b.pdf", 2), File("a.pdf", 1)]).Digest);
        Assert.NotEqual(digest, Make("1", "B", [File("a.pdf", 1), File("b.pdf", 2)]).Digest);
        Assert.NotEqual(digest, Make("1", "A", [File("a.pdf", 1), File("b.pdf", 3)]).Digest);
        Assert.NotEqual(digest, Make("1", "A", [File("a.pdf", 1), File("c.pdf", 2)]).Digest);
        Assert.NotEqual(digest, Make("1", "A", [File("a.pdf", 1)]).Digest);
    }

    [Fact]
    public void No_text_can_bring_a_control_character_into_a_letter() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            bool isGood = Dispatch.TryCreate(s_issuer, text ?? "", s_day, text ?? "", [File("a.pdf", 1)], null, out Dispatch? dispatch, out _);
            return !isGood || !(dispatch!.Id.Number + dispatch.Subject + dispatch.IssuerName).Any(char.IsControl);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<cv-abcdefghijklmnopqrstuvwx.1@moet.edu.vn>")]
    [InlineData("<x@y> <cv-abcdefghijklmnopqrstuvwx.2.h7@moet.edu.vn>")]
    [InlineData("Re: Công văn [CV-ABCDEFGHIJKLMNOPQRSTUVWX]")]
    [InlineData("cv-short cv-abcdefghijklmnopqrstuvwxy cv-abcdefghijklmnopqrstuvwx")]
    [InlineData("cv-cv-abcdefghijklmnopqrstuvwx")]
    public void The_code_is_found_in_what_comes_back(string text)
    {
        Assert.True(DispatchCode.TryFind(text, out DispatchCode code));
        Assert.Equal("cv-abcdefghijklmnopqrstuvwx", code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cv-abcdefghijklmnopqrstuvw")]
    [InlineData("cv-abcdefghijklmnopqrstuvw1")]
    [InlineData("xcv-abcdefghijklmnopqrstuvwx")]
    [InlineData("cv-abcdefghijklmnopqrstuvwxy")]
    public void What_is_no_code_is_not_taken_for_one(string? text)
    {
        Assert.False(DispatchCode.TryFind(text, out DispatchCode code));
        Assert.Equal("", code.ToString());
        Assert.False(DispatchCode.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DispatchCode.Parse(text!));
    }

    private static MailAttachment File(string name, byte content) => new(name, "application/pdf", new[] { content });

    private static Dispatch Make(string number, string subject, IReadOnlyCollection<MailAttachment> files)
    {
        Assert.True(Dispatch.TryCreate(s_issuer, number, s_day, subject, files, null, out Dispatch? dispatch, out ImmutableArray<Issue> issues), string.Join("; ", issues));
        return dispatch;
    }
}
