using System.Text;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Wall;

/// <summary><c>wall.yaml</c> of a content pack.</summary>
public sealed class WallImportTests : IDisposable
{
    private const string Good =
        WallPack.Sources
        + """
            posts:
              - { source: envoy, id: one, at: 2020-10-01T10:00:00Z, language: en, text: "One #tag", translations: { ar: "واحد" } }
              - { source: league, id: one, at: 2020-10-02, language: ar, text: "اثنان", demonstration: true }
            """;

    private static readonly Actor Tester = Actor.Command("test");
    private readonly SmallPack pack = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("- { source: nobody, id: a, at: 2020-10-01, language: en, text: x }", "wall.yaml:6 source UnknownReference")]
    [InlineData("- { source: envoy, id: a, language: en, text: x }", "wall.yaml:6 at MissingValue")]
    [InlineData("- { source: envoy, id: a, at: yesterday, language: en, text: x }", "wall.yaml:6 at InvalidValue")]
    [InlineData("- { source: envoy, id: a, at: 2020-10-01, text: x }", "wall.yaml:6 language MissingValue")]
    [InlineData("- { source: envoy, id: a, at: 2020-10-01, language: en }", "wall.yaml:6 text MissingValue")]
    [InlineData("- { source: envoy, id: A b, at: 2020-10-01, language: en, text: x }", "wall.yaml:6 id InvalidValue")]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x, link: 'javascript:alert(1)' }",
        "wall.yaml:6 link InvalidValue"
    )]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x, picture: none }",
        "wall.yaml:6 picture UnknownReference"
    )]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x, effort: none }",
        "wall.yaml:6 effort UnknownReference"
    )]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x, translations: { xx: y } }",
        "wall.yaml:6 translations UnknownValue"
    )]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x, hidden: true }",
        "wall.yaml:6 hidden UnknownKey"
    )]
    [InlineData(
        "- { source: envoy, id: a, at: 2020-10-01, language: en, text: x }\n  - { source: envoy, id: a, at: 2020-10-01, language: en, text: x }",
        "wall.yaml:7 id Duplicate"
    )]
    public async Task A_mistake_is_reported_with_its_position(string post, string problem)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("wall.yaml", $"{WallPack.Sources}posts:\n  {post}\n");

        var outcome = await ImportAsync(database);

        outcome.Problems.Select(one => one.Place()).ShouldContain(problem);
    }

    [Theory]
    [InlineData("sources:\n  - { slug: a }\n", "wall.yaml:2 slug MissingValue")]
    [InlineData("sources:\n  - { slug: a, member: atlantis }\n", "wall.yaml:2 member UnknownReference")]
    [InlineData("sources:\n  - { slug: a, name: x }\n  - { slug: a, name: y }\n", "wall.yaml:3 slug Duplicate")]
    [InlineData("sources: [a\n", "wall.yaml:2 NotYaml")]
    public async Task A_mistake_among_the_sources_is_reported(string yaml, string problem)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("wall.yaml", yaml);

        (await ImportAsync(database)).Problems.Select(one => one.Place()).ShouldContain(problem);
    }

    [Fact]
    public async Task A_text_longer_than_a_post_is_refused()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write(
            "wall.yaml",
            $"{WallPack.Sources}posts:\n  - {{ source: envoy, id: a, at: 2020-10-01, language: en, text: \"{new string('x', 10_001)}\" }}\n"
        );

        (await ImportAsync(database)).Problems.Single().Place().ShouldBe("wall.yaml:6 text TextTooLong");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Decisions_of_moderators_survive_another_import(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        pack.Write("wall.yaml", Good);
        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(9, 0, 0));
        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 0, 9));
        var id = Post.IdOf("envoy", "one");
        await using (var scope = database.Scope())
        {
            (
                await scope
                    .ServiceProvider.GetRequiredService<PostModeration>()
                    .HideAsync($"{id:N}", "wrong", Tester, Cancellation)
            ).IsDone.ShouldBeTrue();
        }

        pack.Write(
            "wall.yaml",
            Good.Replace("One #tag", "One #other", StringComparison.Ordinal)
                .Replace("{ ar: \"واحد\" }", "{ en: x }", StringComparison.Ordinal)
        );
        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 1, 8));

        await using var reading = database.Scope();
        var post = await reading
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Post>()
            .Include(row => row.Topics)
            .Include(row => row.Translations)
            .AsSplitQuery()
            .SingleAsync(row => row.Id == id, Cancellation);
        (post.State, post.Text).ShouldBe((PostState.Hidden, "One #other"));
        post.Topics.ShouldHaveSingleItem().Value.ShouldBe("other");
        post.Translations.ShouldHaveSingleItem().Language.ShouldBe("en");
    }

    [Fact]
    public async Task Any_damage_to_the_file_is_read_or_reported()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        foreach (var bytes in Fuzz.Damaged(Encoding.UTF8.GetBytes(Good), 150))
        {
            pack.Write("wall.yaml", bytes);
            await ImportAsync(database, new ImportOptions(IsDryRun: true));
        }
    }

    public void Dispose() => pack.Dispose();

    private async Task<ImportResult> ImportAsync(TestDatabase database, ImportOptions options = default)
    {
        await using var scope = database.Scope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, options, Tester, progress: null, Cancellation);
    }
}
