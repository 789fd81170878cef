namespace Concord.Media.Downloads;

/// <summary>The program that runs this process, for another .NET program beside it.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Find();

    /// <summary>A site that was started by its own file, and not by <c>dotnet</c>, has the runtime above its shared frameworks.</summary>
    private static string Find()
    {
        if (
            Environment.ProcessPath is { } own
            && System.IO.Path.GetFileNameWithoutExtension(own).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
        )
        {
            return own;
        }

        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        var host = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }
}
