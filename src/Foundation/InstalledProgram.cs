namespace Concord.Foundation;

/// <summary>A program of the operating system that the site can use where it is installed.</summary>
public static class InstalledProgram
{
    /// <param name="program">A path, or a name that is looked for on the path of this process.</param>
    /// <returns>Its path; null where it is not installed.</returns>
    public static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return File.Exists(program) ? program : null;
        }

        var name = OperatingSystem.IsWindows() ? $"{program}.exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
