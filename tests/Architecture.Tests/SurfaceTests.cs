using System.Reflection;
using PublicApiGenerator;

namespace Concord.Architecture.Tests;

/// <summary>
/// The public surface of a module or of Foundation is pinned in <c>Approved/</c>. To accept a change, run the tests with
/// APPROVE=1 and review the difference before committing it.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests/Architecture.Tests/Approved");

    public static TheoryData<string> Assemblies =>
        [
            .. SourceTree
                .Projects.Where(project => project.Part is "Module" or "Foundation" or "Library")
                .Select(project => $"Concord.{project.Name}"),
        ];

    [Theory, MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_approved_one(string name)
    {
        var surface =
            Assembly
                .Load(name)
                .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
                .ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Folder, $"{name}.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, surface);
        }

        File.Exists(file).ShouldBeTrue($"{name} has no approved surface: run with APPROVE=1 and review the file.");
        surface.ShouldBe(File.ReadAllText(file));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void Pages_entities_and_model_parts_are_internal(string name) =>
        Assembly
            .Load(name)
            .GetExportedTypes()
            .Where(type =>
                type.Name.EndsWith("Model", StringComparison.Ordinal)
                || type.Namespace!.Contains(".Pages.", StringComparison.Ordinal)
                    && !type.Namespace.StartsWith("Concord.Foundation", StringComparison.Ordinal)
            )
            // The Razor compiler makes its page classes public.
            .Where(type =>
                !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
                && !type.Name.Contains("Pages_", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
}
