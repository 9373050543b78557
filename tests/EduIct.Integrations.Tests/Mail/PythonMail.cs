using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Python's own mail library as an independent reader.</summary>
internal static class PythonMail
{
    private const string Script = """
        import email, email.header, email.policy, email.utils, hashlib, json, sys
        with open(sys.argv[1], 'rb') as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        # Names by the older reader: the newer one keeps the blank between two encoded words of a name (python/cpython issue 92081), which RFC 2047 section 6.2 drops.
        with open(sys.argv[1], 'rb') as file:
            old = email.message_from_binary_file(file, policy=email.policy.compat32)
        words = lambda text: str(email.header.make_header(email.header.decode_header(text)))
        people = lambda name: [[words(n), a] for n, a in email.utils.getaddresses([h.replace('\r', '').replace('\n', '') for h in old.get_all(name, [])])]
        text, html = mail.get_body(('plain',)), mail.get_body(('html',))
        files = [[a.get_filename(), a.get_content_type(), hashlib.sha256(a.get_payload(decode=True) or b'').hexdigest(), a.get_content_disposition()] for a in mail.iter_attachments()]
        defects = [str(d) for part in mail.walk() for d in part.defects] + [str(d) for h in mail.values() for d in getattr(h, 'defects', [])]
        print(json.dumps({'subject': mail['Subject'], 'from': people('From'), 'to': people('To'), 'cc': people('Cc'), 'bcc': people('Bcc'), 'replyTo': people('Reply-To'),
          'id': mail['Message-ID'], 'references': mail['References'], 'language': mail['Content-Language'], 'date': mail['Date'].datetime.isoformat(),
          'text': text and text.get_content(), 'html': html and html.get_content(), 'files': files, 'defects': defects}))
        """;

    /// <summary>Reads a message; null where there is no Python 3, and then <paramref name="missing"/> is told why.</summary>
    public static async Task<JsonElement?> ReadAsync(string path, Action<string> missing)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", ["-c", Script, path])
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PYTHONIOENCODING"] = "utf-8", ["PYTHONUTF8"] = "1" },
            })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            return JsonDocument.Parse(await output).RootElement;
        }
        catch (Win32Exception exception)
        {
            missing($"Skipped: python3 is not to be had here ({exception.Message}).");
            return null;
        }
    }
}
