using System.Text;

namespace EduIct.Cli.Terminal;

/// <summary>A file that a command makes anew.</summary>
internal static class ReplacedFile
{
    /// <summary>Writes it beside first, so that a full disk leaves the old one whole. A CSV begins with a byte-order mark, for spreadsheets.</summary>
    public static void Write(FileInfo file, Action<TextWriter> write)
    {
        string draft = file.FullName + ".tmp";
        using (var writer = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase))))
        {
            write(writer);
        }

        File.Move(draft, file.FullName, overwrite: true);
    }
}
