using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>The folder of messages: whole files, one for a message, for their owner only.</summary>
public sealed class PickupFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_message_sent_twice_is_one_whole_file_for_its_owner_only()
    {
        PickupFolderTransport transport = new(_folder["thu-di"]);
        MailMessage message = MailSample.Full();

        MailReceipt receipt = await transport.SendAsync(message);
        await transport.SendAsync(message);
        await transport.SendAsync(MailSample.Message("khac"));

        Assert.Equal(message.Recipients, receipt.Recipients.Select(outcome => outcome.Address));
        Assert.All(receipt.Recipients, outcome => Assert.True(outcome.IsTaken));
        string file = Path.Combine(_folder["thu-di"], PickupFolderTransport.FileNameOf(message.MessageId));
        Assert.Equal(MimeComposer.Compose(message), await File.ReadAllBytesAsync(file));
        Assert.Equal(2, Directory.GetFiles(_folder["thu-di"]).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["thu-di"]));
        }
    }

    [Fact]
    public async Task Half_a_file_of_a_killed_process_is_no_message_and_is_written_over()
    {
        MailMessage message = MailSample.Message();
        string file = _folder[PickupFolderTransport.FileNameOf(message.MessageId)];
        await File.WriteAllTextAsync(file + ".part", new string('x', 100_000));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.eml"));

        await new PickupFolderTransport(_folder.Path).SendAsync(message);

        Assert.Equal(MimeComposer.Compose(message), await File.ReadAllBytesAsync(file));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_told_as_such()
    {
        await File.WriteAllTextAsync(_folder["tep"], "");

        MailException fault = await Assert.ThrowsAsync<MailException>(() => new PickupFolderTransport(_folder["tep"]).SendAsync(MailSample.Message()));

        Assert.Equal(MailErrorKind.Transient, fault.Kind);
        Assert.Equal("folder-write", fault.Reason);
    }

    [Fact]
    public async Task A_cancelled_sending_leaves_no_message()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new PickupFolderTransport(_folder.Path).SendAsync(MailSample.Message(), new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFiles(_folder.Path, "*.eml"));
    }
}
