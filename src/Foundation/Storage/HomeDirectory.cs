namespace Concord.Foundation.Storage;

/// <summary>
/// The folder that relative defaults count from: the root of the source tree when the program runs out of one,
/// else the current directory. So the web program and the command line find the same <c>data/</c> and <c>content/</c>.
/// </summary>
public static class HomeDirectory
{
    public static string Path { get; } = Find(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory();

    private static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Concord.slnx")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
