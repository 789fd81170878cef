using System.Runtime.InteropServices;

namespace Concord.Foundation.Storage;

/// <summary>Files that only the account of the site may read: the database with its keys, backups, the index.</summary>
public static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = Owner | UnixFileMode.UserExecute;

    /// <summary>Whatever this process and its libraries create from now on is for its account alone.</summary>
    public static void RestrictNewFiles()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(0b000_111_111);
        }
    }

    /// <summary>Creates a folder where there is none; takes an existing one from everybody else.</summary>
    public static void RestrictFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerFolder);
        if ((File.GetUnixFileMode(path) & ~OwnerFolder) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, OwnerFolder);
        }
    }

    /// <summary>Creates an empty file where there is none; takes an existing one from everybody else.</summary>
    /// <remarks>
    /// An existing file is not opened: closing it would drop the locks that SQLite holds on it in this process.
    /// </remarks>
    public static void RestrictFile(string path)
    {
        if (!File.Exists(path))
        {
            try
            {
                Open(path, FileMode.CreateNew).Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was first.
            }
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, Owner);
        }
    }

    /// <summary>Opens a file for writing; a new one is for the account of this process alone.</summary>
    public static FileStream Open(string path, FileMode mode, FileOptions behaviour = FileOptions.None)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Options = behaviour,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new FileStream(path, options);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
