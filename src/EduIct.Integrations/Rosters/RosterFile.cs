using System.Security.Cryptography;
using System.Text;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>One file of a roster, in a folder or in an archive, that can be read again and again.</summary>
/// <param name="Name">Its name in the set, e.g. <c>users.csv</c>.</param>
/// <param name="Shown">Its name for people, e.g. <c>roster.zip/users.csv</c>.</param>
/// <param name="Open">Opens it.</param>
/// <param name="Checksum">CRC-32 of its bytes, where the archive says it; null: none.</param>
internal sealed record RosterFile(string Name, string Shown, Func<Stream> Open, uint? Checksum = null)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the bytes once for their digest, and tells what makes them unreadable as text.</summary>
    /// <returns>SHA-256, lower-case hexadecimal; null where the file cannot be used.</returns>
    public async Task<string?> InspectAsync(IssueCollector issues, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Decoder decoder = s_strict.GetDecoder();
        byte[] buffer = new byte[1 << 16];
        char[] text = new char[s_strict.GetMaxCharCount(buffer.Length)];
        int line = 1;
        int read = 0;
        uint checksum = 0;
        try
        {
            using Stream stream = Open();
            while (true)
            {
                read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                hash.AppendData(buffer, 0, read);
                checksum = Checksum is null ? 0 : Crc32.Append(checksum, buffer.AsSpan(0, read));
                int characters = decoder.GetChars(buffer, 0, read, text, 0, flush: read == 0);
                foreach (char c in text.AsSpan(0, characters))
                {
                    if (c == '\0')
                    {
                        issues.Add("roster.binary", new SourcePlace(Shown, line), "Có ký tự NUL: đây không phải tệp văn bản.", "Has a NUL character: this is no text file.");
                        return null;
                    }

                    line += c == '\n' ? 1 : 0;
                }

                if (read == 0)
                {
                    // A damaged archive may end early without a word; whoever stood behind the end would be taken for a leaver.
                    if (Checksum is { } promised && promised != checksum)
                    {
                        issues.Add("roster.unreadable", new SourcePlace(Shown), "Tệp trong zip bị hỏng (CRC-32 không khớp).", "The entry is damaged (its CRC-32 does not match).");
                        return null;
                    }

                    return Convert.ToHexStringLower(hash.GetHashAndReset());
                }
            }
        }
        catch (DecoderFallbackException exception)
        {
            // The index counts from the beginning of the block; below zero where the character began in the block before.
            int before = Math.Clamp(exception.Index, 0, read);
            issues.Add("roster.not-utf8", new SourcePlace(Shown, line + buffer.AsSpan(0, before).Count((byte)'\n')),
                "Không phải UTF-8. Trong Excel: Lưu thành 'CSV UTF-8'.", "Not UTF-8. In Excel: save as 'CSV UTF-8'.");
        }
        catch (InvalidDataException exception)
        {
            issues.Add("roster.unreadable", new SourcePlace(Shown), $"Không đọc được: {exception.Message}", $"Cannot be read: {exception.Message}");
        }

        return null;
    }
}
