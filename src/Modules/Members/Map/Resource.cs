using System.Globalization;

namespace Concord.Members.Map;

/// <summary>Text files of this folder, embedded in the assembly.</summary>
internal static class Resource
{
    /// <summary>A number as these files write it.</summary>
    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static string[] Lines(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream($"Concord.Members.Map.{name}")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
