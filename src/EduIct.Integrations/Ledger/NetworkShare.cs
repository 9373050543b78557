using System.Buffers;

namespace EduIct.Ledger;

/// <summary>Tells whether a path lies on a network share.</summary>
internal static class NetworkShare
{
    // proc_pid_mountinfo(5), field 9; file systems whose locks other machines may not see.
    private static readonly HashSet<string> NetworkTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs", "webdav", "afpfs",
        "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.davfs2", "fuse.s3fs", "fuse.gcsfuse", "fuse.smbnetfs", "fuse.gvfsd-fuse",
    };

    /// <summary>The kind of share on which a file lies or would lie; null for a local one.</summary>
    public static string? KindOf(string fullPath)
    {
        if (OperatingSystem.IsLinux() && File.Exists("/proc/self/mountinfo"))
        {
            return KindOf(RealPath(fullPath), File.ReadLines("/proc/self/mountinfo"));
        }

        if (fullPath.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return "UNC";
        }

        DriveInfo? drive = DriveInfo.GetDrives()
            .Where(drive => fullPath.StartsWith(drive.RootDirectory.FullName, StringComparison.OrdinalIgnoreCase))
            .MaxBy(drive => drive.RootDirectory.FullName.Length);
        return drive switch
        {
            null => null,
            { DriveType: DriveType.Network } => "network drive",
            { IsReady: true } when !OperatingSystem.IsWindows() && NetworkTypes.Contains(drive.DriveFormat) => drive.DriveFormat,
            _ => null,
        };
    }

    private static string? KindOf(string path, IEnumerable<string> mountInfo)
    {
        string longest = "";
        string type = "";
        foreach (string line in mountInfo)
        {
            string[] fields = line.Split(' ');
            int dash = Array.IndexOf(fields, "-", Math.Min(6, fields.Length));
            if (dash < 0 || dash + 1 >= fields.Length)
            {
                continue;
            }

            // A later mount on the same point hides the earlier one.
            string point = Unescape(fields[4]);
            if (point.Length >= longest.Length && IsBelow(path, point))
            {
                (longest, type) = (point, fields[dash + 1]);
            }
        }

        return NetworkTypes.Contains(type) ? type : null;
    }

    private static bool IsBelow(string path, string point) =>
        path.StartsWith(point, StringComparison.Ordinal) && (point.EndsWith('/') || path.Length == point.Length || path[point.Length] == '/');

    // The kernel writes blank, tab, line feed and backslash as three octal digits.
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        ArrayBufferWriter<char> plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool octal = text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            plain.Write([octal ? (char)(((text[i + 1] - '0') * 64) + ((text[i + 2] - '0') * 8) + text[i + 3] - '0') : text[i]]);
            i += octal ? 3 : 0;
        }

        return new string(plain.WrittenSpan);
    }

    // Links anywhere on the way may lead to another file system.
    private static string RealPath(string fullPath)
    {
        string real = "/";
        foreach (string part in fullPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            try
            {
                real = new FileInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
            }
            catch (IOException)
            {
                real = next;
            }
        }

        return real;
    }
}
