using System.Text;
using EduIct.Directives;
using EduIct.Forms;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>Forms that came back by mail.</summary>
public sealed class FormInboxTests : IDisposable
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_workbook_is_read_and_handed_on_the_refused_ones_with_the_reason()
    {
        ReturnedForm form = await ReturnedForm.OfAsync(("thcs-1", "THCS Một", 2, 40));
        List<MailedForm> taken = [];
        FormInboxHandler handler = new(new FormReader(DirectiveLibrary.Embedded), new Intake(taken.Add));

        await handler.HandleAsync(Mail(new MailAttachment("bieu-1.xlsx", Xlsx, form.Bytes), new MailAttachment("anh.xlsx", Xlsx, Encoding.ASCII.GetBytes("not a workbook"))));
        await handler.HandleAsync(Mail());

        Assert.Equal(2, taken.Count);
        Assert.Equal("33-bentre.form-1", taken[0].Reading.Form);
        Assert.Null(taken[0].Reading.Refused);
        Assert.NotNull(taken[1].Reading.Refused);
        Assert.Equal("anh.xlsx", taken[1].Reading.Refused!.Place.Source);
    }

    [Fact]
    public async Task A_folder_keeps_each_workbook_once_and_gathers_them()
    {
        ReturnedForm form = await ReturnedForm.OfAsync(("thcs-1", "THCS Một", 2, 40));
        FormInboxHandler handler = new(new FormReader(DirectiveLibrary.Embedded), new FormFolder(_folder["bieu"]));
        InboundMail mail = Mail(new MailAttachment("bieu-1.xlsx", Xlsx, form.Bytes));

        await handler.HandleAsync(mail);
        await handler.HandleAsync(mail with { Key = "1", IsAgain = true });

        string file = Assert.Single(Directory.GetFiles(_folder["bieu"]));
        Assert.Equal(form.Bytes, await File.ReadAllBytesAsync(file));
        Assert.Equal(OperatingSystem.IsWindows() ? default : UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
    }

    private static InboundMail Mail(params MailAttachment[] forms) => new()
    {
        Key = "0", Kind = InboundMailKind.Form, ReceivedAt = Instant.FromUnixTimeSeconds(1_473_000_000), Forms = [.. forms],
    };

    private sealed class Intake(Action<MailedForm> take) : IFormIntake
    {
        public Task TakeAsync(MailedForm form, CancellationToken cancellationToken = default)
        {
            take(form);
            return Task.CompletedTask;
        }
    }
}
