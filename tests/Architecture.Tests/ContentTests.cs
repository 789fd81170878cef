using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Concord.Architecture.Tests;

/// <summary>The delivered content, beyond what its import checks.</summary>
public sealed partial class ContentTests
{
    private static readonly string Content = Path.Combine(SourceTree.Root, "content");

    /// <summary>A drawing that stands beside two texts shows neither of them.</summary>
    [Fact]
    public void Each_drawing_is_used_once()
    {
        var used = Directory
            .EnumerateFiles(Content, "*.yaml", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => Picture().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value)
            .ToList();
        var stored = Directory
            .EnumerateDirectories(Path.Combine(Content, "pictures"))
            .Select(folder => Path.GetFileName(folder)!);

        used.ShouldBeUnique();
        used.Order(StringComparer.Ordinal).ShouldBe(stored.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s*picture:\s*(?<name>[\w-]+)\s*$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Picture();
}
