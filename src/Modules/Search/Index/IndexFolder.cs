using Concord.Foundation.Storage;

namespace Concord.Search.Index;

/// <summary>
/// The index files of a node: one folder per build, and a file that names the current one. A new index is built beside the
/// old one and put in place by one rename, while searching goes on.
/// </summary>
internal sealed class IndexFolder(StorageSettings settings)
{
    private readonly string root = Path.Combine(settings.DataDirectory, "search");

    private string Pointer => Path.Combine(root, "current");

    /// <returns>Path of the current index; null where there is none.</returns>
    public string? Current()
    {
        try
        {
            var path = Path.Combine(root, Path.GetFileName(File.ReadAllText(Pointer).Trim()));
            return Directory.Exists(path) && path.Length > root.Length + 1 ? path : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <returns>Path of a new, empty folder.</returns>
    public string Begin() => Directory.CreateDirectory(Path.Combine(root, Guid.CreateVersion7().ToString("N"))).FullName;

    public void Use(string path)
    {
        var written = Path.Combine(root, $"{Path.GetFileName(path)}.pointer");
        File.WriteAllText(written, Path.GetFileName(path));
        File.Move(written, Pointer, overwrite: true);
    }

    /// <summary>Removes older indexes; those still in use are removed the next time.</summary>
    public void RemoveOthers(string path)
    {
        foreach (var other in Directory.EnumerateDirectories(root).Where(other => other != path))
        {
            // A recent one may be under construction in another process.
            if (Directory.GetLastWriteTimeUtc(other) < DateTime.UtcNow.AddHours(-1) || File.Exists(Path.Combine(other, "done")))
            {
                TryRemove(other);
            }
        }
    }

    private static void TryRemove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Still in use elsewhere.
        }
    }
}
