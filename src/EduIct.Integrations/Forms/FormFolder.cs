using System.Security.Cryptography;
using EduIct.Ledger;

namespace EduIct.Forms;

/// <summary>
/// Keeps workbooks that came back in a folder, from which <c>eduict forms gather</c> gathers them, the refused ones too, which it names. A file is there whole or not at all and named for
/// what it holds, so that the same one is kept once however often it comes. Only the owner can read it.
/// </summary>
public sealed class FormFolder : IFormIntake
{
    private readonly string _folder;

    /// <summary>A folder.</summary>
    /// <param name="folder">The folder; made, readable by its owner only, where there is none.</param>
    public FormFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
    }

    /// <inheritdoc/>
    public async Task TakeAsync(MailedForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        OwnerOnlyFile.MakeFolder(_folder);
        string path = Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(form.File.Content.Span).AsSpan(0, 16)) + ".xlsx");
        string part = path + ".part";
        FileStream file = OwnerOnlyFile.Open(part, FileMode.Create, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(form.File.Content, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
