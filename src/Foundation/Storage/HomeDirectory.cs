namespace Concord.Foundation.Storage;

/// <summary>
/// The folder that relative defaults count from: the root of the source tree when the program runs out of one, else
/// the current directory. So the web program and the command line find the same <c>data/</c>.
/// </summary>
public static class HomeDirectory
{
    private static readonly string? SourceTree = Find(AppContext.BaseDirectory);

    public static string Path { get; } = SourceTree ?? Directory.GetCurrentDirectory();

    /// <summary>A folder that ships with the program: in the source tree, or beside the installed program.</summary>
    public static string Shipped(string name) => System.IO.Path.Combine(SourceTree ?? AppContext.BaseDirectory, name);

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
