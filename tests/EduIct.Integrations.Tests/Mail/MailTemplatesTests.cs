using System.Text;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Words that a vendor can replace.</summary>
public sealed class MailTemplatesTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (MailTemplateKind kind in MailTemplateKind.All)
            {
                all.Add(kind.Name, "vi");
                all.Add(kind.Name, "en");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_embedded_template_uses_every_field_and_becomes_a_legal_message(string name, string language)
    {
        MailTemplateKind kind = MailTemplateKind.All.Single(kind => kind.Name == name);
        Dictionary<string, string> values = kind.Fields.ToDictionary(field => field, field => $"«{field} <&>»");

        Dictionary<string, string>[] items = kind.Section is null ? [] : [.. new[] { "1", "2" }.Select(item => kind.SectionFields.ToDictionary(field => field, field => $"«{field} {item} <&>»"))];

        MailContent content = MailTemplates.Embedded.Render(kind, language, values, items);

        Assert.Equal(language, content.Language);
        Assert.True(MailMessage.TryCreate(content.ApplyTo(MailSample.Draft()), out MailMessage? message, out var issues), string.Join("; ", issues));
        Assert.Equal(language, message.Language);
        Assert.All(kind.Fields, field => Assert.Contains($"«{field} <&>»", content.Subject + content.Text, StringComparison.Ordinal));
        Assert.All(kind.Fields.Where(field => content.Text.Contains($"«{field} ", StringComparison.Ordinal)), field =>
            Assert.Contains($"&#xAB;{field} &lt;&amp;&gt;&#xBB;", content.Html!.Replace("«", "&#xAB;", StringComparison.Ordinal).Replace("»", "&#xBB;", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(items.SelectMany(item => item.Values), value =>
        {
            Assert.Contains(value, content.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(value, content.Subject, StringComparison.Ordinal);
            Assert.Contains(value[1..^5], content.Html, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("<&>", content.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('{', content.Subject + content.Text + content.Html);
    }

    [Fact]
    public void Nothing_of_a_child_stands_in_the_subject_of_results_and_every_child_in_the_text()
    {
        Dictionary<string, string> values = MailTemplateKind.TermResults.Fields.ToDictionary(field => field, field => field);
        Dictionary<string, string> an = new() { ["studentName"] = "Nguyễn Văn An", ["className"] = "6A1", ["results"] = "Toán: 9,5\nNgữ văn: 8,0", ["conduct"] = "Tốt" };
        Dictionary<string, string> binh = new() { ["studentName"] = "Nguyễn Thị Bình", ["className"] = "8B", ["results"] = "Toán: 7,0", ["conduct"] = "Khá" };

        MailContent content = MailTemplates.Embedded.Render(MailTemplateKind.TermResults, "vi", values, [an, binh]);

        Assert.Equal("schoolName: thông báo kết quả term, năm học schoolYear", content.Subject);
        Assert.Contains("\n\nEm Nguyễn Văn An, lớp 6A1\n\nToán: 9,5\nNgữ văn: 8,0\n\nHạnh kiểm: Tốt\n\nEm Nguyễn Thị Bình, lớp 8B\n\n", content.Text, StringComparison.Ordinal);
        Assert.Contains("Toán: 9,5\nNgữ văn: 8,0", content.Html, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MailTemplates.Embedded.Render(MailTemplateKind.TermResults, "vi", values, [values]));
        Assert.Throws<ArgumentException>(() => MailTemplates.Embedded.Render(
            MailTemplateKind.Dispatch, "vi", MailTemplateKind.Dispatch.Fields.ToDictionary(field => field, field => field), [an]));
    }

    [Theory]
    [InlineData("{#students}", "3:1")]
    [InlineData("x{/students}", "3:2")]
    [InlineData("{#students}{#students}{/students}", "3:12")]
    [InlineData("{#pupils}x{/pupils}", "3:1 3:11")]
    [InlineData("{#students}\n{term}{/students}", "4:1")]
    [InlineData("{conduct}", "3:1")]
    public async Task A_repeated_part_that_is_not_whole_or_has_others_fields_is_told(string text, string places)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["term-results.vi.txt"], "{schoolName}\n\n" + text);
        await File.WriteAllTextAsync(folder["dispatch.vi.txt"], "x\n\n{#students}");

        Assert.False(MailTemplates.TryLoad(folder.Path, out _, out var issues));

        Assert.Contains("dispatch.vi.txt:3:1: mail.template-section", issues.Select(issue => $"{issue.Place}: {issue.Code}"));
        Assert.Equal(
            places.Split(' ').Select(place => $"term-results.vi.txt:{place}"), issues.Where(issue => issue.Place.Source.StartsWith("term", StringComparison.Ordinal)).Select(issue => issue.Place.ToString()));
    }

    [Fact]
    public void A_field_that_is_missing_or_unknown_is_the_callers_mistake()
    {
        Dictionary<string, string> values = new() { ["unitName"] = "x", ["dueDay"] = "y" };

        ArgumentException wrong = Assert.Throws<ArgumentException>(() => MailTemplates.Embedded.Render(MailTemplateKind.DutyReminder, "vi", values));

        Assert.Contains("'dueDate' is missing", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("'dueDay' is unknown", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_takes_the_place_of_what_it_holds_and_leaves_the_rest()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["dispatch.vi.txt"], "CV {number}\r\n\r\n{{không phải trường}} {subject}\r\n");
        await File.WriteAllTextAsync(folder["README.md"], "Của chúng tôi");

        Assert.True(MailTemplates.TryLoad(folder.Path, out MailTemplates? templates, out var issues), string.Join("; ", issues));

        Dictionary<string, string> values = MailTemplateKind.Dispatch.Fields.ToDictionary(field => field, field => field);
        Assert.Equal(new MailContent("CV number", "{không phải trường} subject\n", null, "vi"), templates.Render(MailTemplateKind.Dispatch, null, values));
        Assert.Equal(MailTemplates.Embedded.Render(MailTemplateKind.Dispatch, "en-GB", values), templates.Render(MailTemplateKind.Dispatch, "en", values));
    }

    [Theory]
    [InlineData("vi", "Công văn số 33", "<p>Kính gửi <b>THPT &lt;A&gt; &amp; B</b></p>")]
    [InlineData("en", "Letter no. 33", "<p>To <b>THPT &lt;A&gt; &amp; B</b></p>")]
    public async Task A_vendors_text_and_html_stand_in_both_languages(string language, string subject, string html)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["dispatch.vi.txt"], "Công văn số {number}\n\nKính gửi {unitName}");
        await File.WriteAllTextAsync(folder["dispatch.vi.html"], "<p>Kính gửi <b>{unitName}</b></p>");
        await File.WriteAllTextAsync(folder["dispatch.en.txt"], "Letter no. {number}\n\nTo {unitName}");
        await File.WriteAllTextAsync(folder["dispatch.en.html"], "<p>To <b>{unitName}</b></p>");
        Assert.True(MailTemplates.TryLoad(folder.Path, out MailTemplates? templates, out _));
        Dictionary<string, string> values = MailTemplateKind.Dispatch.Fields.ToDictionary(field => field, field => field);
        (values["number"], values["unitName"]) = ("33", "THPT <A> & B");

        MailContent content = templates.Render(MailTemplateKind.Dispatch, language, values);

        Assert.Equal((subject, html), (content.Subject, content.Html));
        Assert.EndsWith("THPT <A> & B", content.Text, StringComparison.Ordinal);
        Assert.True(MailMessage.TryCreate(content.ApplyTo(MailSample.Draft()), out _, out _));
    }

    [Theory]
    [InlineData("Báo cáo\r\nBcc: ke.gian@example.com")]
    [InlineData("Báo cáo\nX-Spam: no")]
    [InlineData("Báo cáo\u2028Bcc: x@example.com")]
    public void A_field_of_a_subject_begins_no_header(string value)
    {
        Dictionary<string, string> values = MailTemplateKind.Dispatch.Fields.ToDictionary(field => field, _ => value);

        MailContent content = MailTemplates.Embedded.Render(MailTemplateKind.Dispatch, "vi", values);

        Assert.False(MailMessage.TryCreate(content.ApplyTo(MailSample.Draft()), out _, out var issues));
        Assert.Equal("mail.subject", issues[0].Code);
        Assert.DoesNotContain("example.com", string.Join(' ', issues), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_in_a_folder_is_told_with_its_place()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["dispatch.vi.txt"], "CV {number}\n\nDòng một\n  {nubmer} và {mở\n}");
        await File.WriteAllTextAsync(folder["dispatch.vi.html"], "<p>{child}</p>");
        await File.WriteAllTextAsync(folder["term-results.en.txt"], "{studentName}\n\nx");
        await File.WriteAllTextAsync(folder["dispatch.en.txt"], "\nno subject");
        await File.WriteAllTextAsync(folder["reminder.vi.txt"], "x\n\ny");
        await File.WriteAllTextAsync(folder["dispatch.fr.html"], "x");
        await File.WriteAllBytesAsync(folder["duty-reminder.vi.txt"], Encoding.Latin1.GetBytes("Nhắc\n\né"));
        await File.WriteAllTextAsync(folder["duty-escalation.vi.txt"], new string('x', 300_000));

        Assert.False(MailTemplates.TryLoad(folder.Path, out _, out var issues));

        Assert.Equal(
            [
                "dispatch.en.txt:1: mail.template-subject", "dispatch.fr.html: mail.template-file", "dispatch.vi.html:1:4: mail.template-placeholder",
                "dispatch.vi.txt:4:15: mail.template-brace", "dispatch.vi.txt:4:3: mail.template-placeholder", "dispatch.vi.txt:5:1: mail.template-brace",
                "duty-escalation.vi.txt: mail.template-file", "duty-reminder.vi.txt: mail.template-encoding", "reminder.vi.txt: mail.template-file",
                "term-results.en.txt:1:1: mail.template-subject-field",
            ],
            issues.Select(issue => $"{issue.Place}: {issue.Code}").Order(StringComparer.Ordinal));
        Assert.False(MailTemplates.TryLoad(folder["khong-co"], out _, out issues));
        Assert.Equal("mail.template-folder", Assert.Single(issues).Code);
    }
}
