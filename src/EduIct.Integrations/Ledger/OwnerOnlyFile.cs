using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace EduIct.Ledger;

/// <summary>Files that hold personal data: from their first moment only their owner can read them, whatever the process's umask.</summary>
internal static class OwnerOnlyFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Makes a file that must not exist.</summary>
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew, FileShare.None);

    /// <summary>Opens a file, or makes it.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share) =>
        OperatingSystem.IsWindows()
            ? OpenOnWindows(path, mode, share)
            : new FileStream(path, new FileStreamOptions
            {
                Mode = mode,
                Access = FileAccess.ReadWrite,
                Share = share,
                BufferSize = BufferSize,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });

    /// <summary>Makes a folder where there is none.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [SupportedOSPlatform("windows")]
    private static FileStream OpenOnWindows(string path, FileMode mode, FileShare share)
    {
        using WindowsIdentity owner = WindowsIdentity.GetCurrent();
        FileSecurity security = new();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(owner.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(mode, FileSystemRights.ReadData | FileSystemRights.WriteData | FileSystemRights.ReadAttributes, share, BufferSize, FileOptions.None, security);
    }
}
