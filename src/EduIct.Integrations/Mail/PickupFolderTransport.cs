using System.Security.Cryptography;
using System.Text;
using EduIct.Ledger;

namespace EduIct.Mail;

/// <summary>
/// Writes each message as an <c>.eml</c> file into a folder, from which a mail server or a person takes it. A file is there whole or not at all, and named for the
/// message's identifier, so that the same message sent twice is one file. Only the owner can read it. While it is written it lies beside under a name that
/// ends in <c>.part</c>.
/// </summary>
public sealed class PickupFolderTransport : IMailTransport
{
    private readonly string _folder;

    /// <summary>A folder as transport.</summary>
    /// <param name="folder">The folder; made where there is none, at the first message.</param>
    public PickupFolderTransport(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
    }

    /// <inheritdoc/>
    public string Name => "pickup";

    /// <summary>Name of the file of a message.</summary>
    /// <param name="messageId">Its identifier, without angle brackets.</param>
    public static string FileNameOf(string messageId)
    {
        // A digest, since identifiers differ in case and hold characters that some file systems do not.
        ArgumentException.ThrowIfNullOrEmpty(messageId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 16)) + ".eml";
    }

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        byte[] bytes = MimeComposer.Compose(message);
        string path = Path.Combine(_folder, FileNameOf(message.MessageId));
        string part = path + ".part";
        try
        {
            OwnerOnlyFile.MakeFolder(_folder);

            // What a killed process left under this name is written over.
            FileStream file = OwnerOnlyFile.Open(part, FileMode.Create, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return MailReceipt.ForAll(message);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MailException(MailErrorKind.Authentication, "folder-forbidden", $"'{_folder}' may not be written to.", exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new MailException(MailErrorKind.Unreachable, "folder-missing", $"'{_folder}' cannot be made or reached.", exception);
        }
        catch (IOException exception)
        {
            throw new MailException(MailErrorKind.Transient, "folder-write", $"Writing into '{_folder}' failed.", exception);
        }
    }
}
