using System.IO.Compression;
using System.Text;

namespace EduIct.Forms;

/// <summary>Looks at a file before the library opens it: what may not be read is refused here, and no part is ever inflated beyond its limit.</summary>
internal static class WorkbookGate
{
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The bytes of the file, of which every part is within the limits.</summary>
    /// <exception cref="WorkbookRefusedException">The file is refused.</exception>
    public static MemoryStream Open(Stream file)
    {
        var bytes = new MemoryStream();
        CopyWithin(file, bytes, WorkbookLimits.File, () => new WorkbookRefusedException(
            "forms.too-large", $"Tệp lớn quá {WorkbookLimits.File >> 20} MB.", $"The file is larger than {WorkbookLimits.File >> 20} MB."));
        bytes.Position = 0;
        ReadOnlySpan<byte> head = bytes.GetBuffer().AsSpan(0, (int)Math.Min(8, bytes.Length));
        if (head.SequenceEqual(CompoundFile))
        {
            throw new WorkbookRefusedException("forms.encrypted", "Tệp có mật khẩu, hoặc là .xls kiểu cũ; hãy lưu lại dạng .xlsx không mật khẩu.", "The file has a password, or is an old .xls; save it as .xlsx without a password.");
        }

        if (!head.StartsWith("PK"u8))
        {
            throw Damaged();
        }

        try
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            Check(zip);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }

        bytes.Position = 0;
        return bytes;
    }

    public static WorkbookRefusedException Damaged() => new("forms.damaged", "Tệp hỏng hoặc không phải bảng tính .xlsx.", "The file is damaged, or no .xlsx workbook.");

    private static void Check(ZipArchive zip)
    {
        if (zip.Entries.Count > WorkbookLimits.Parts)
        {
            throw Bomb();
        }

        long left = WorkbookLimits.Inflated;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            // Of two parts of one name, programs disagree which counts.
            if (!names.Add(entry.FullName))
            {
                throw Damaged();
            }

            if (entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase))
            {
                throw Macros();
            }

            if (entry.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase))
            {
                throw new WorkbookRefusedException("forms.external", "Tệp liên kết tới tệp khác; hãy bỏ liên kết.", "The workbook links to other files; break the links.");
            }

            long bound = Math.Min(left, Math.Max(1024 * 1024, entry.CompressedLength * WorkbookLimits.Ratio));
            bool isTypes = entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
            using var kept = isTypes ? new MemoryStream() : null;
            using Stream part = entry.Open();
            left -= CopyWithin(part, kept, bound, Bomb);
            if (kept is not null && Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            {
                throw Macros();
            }
        }
    }

    private static WorkbookRefusedException Bomb() => new("forms.bomb", "Tệp nén chứa quá nhiều dữ liệu.", "The file inflates to too much.");

    private static WorkbookRefusedException Macros() => new("forms.macros", "Tệp có macro; hãy lưu dạng .xlsx không macro.", "The workbook has macros; save it as .xlsx without them.");

    private static long CopyWithin(Stream from, Stream? to, long bound, Func<Exception> beyond)
    {
        byte[] buffer = new byte[81920];
        long all = 0;
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            all += read;
            if (all > bound)
            {
                throw beyond();
            }

            to?.Write(buffer, 0, read);
        }

        return all;
    }
}
