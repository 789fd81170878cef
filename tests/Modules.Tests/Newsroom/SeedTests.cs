using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Seed;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

public sealed class SeedTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_generated_archive_has_every_language_and_a_valid_journal(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await SeedAsync(database, 450)).ShouldBe(450);

        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var documents = await db.Set<Document>().Include(document => document.Editions).AsNoTracking().ToListAsync();
        documents.Count.ShouldBe(450);
        documents.ShouldAllBe(document =>
            document.Editions.Count == 2 && document.Editions.All(edition => edition.PublicRevision == 1)
        );
        documents.Select(document => document.PublishedAt).Distinct().Count().ShouldBe(450);
        var report = await scope.ServiceProvider.GetRequiredService<RecordVerifier>().VerifyAsync([], progress: null, default);
        (report.IsGood, report.Chain.Count).ShouldBe((true, 450 * 5));
    }

    [Fact]
    public async Task An_interrupted_seed_is_completed_by_the_next()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var heard = new Heard();
        await SeedAsync(database, 230);

        (await SeedAsync(database, 450, heard)).ShouldBe(220);
        (await SeedAsync(database, 100)).ShouldBe(0);

        heard.ShouldBe([230, 430, 450]);
    }

    private static async Task<int> SeedAsync(TestDatabase database, int documents, IProgress<int>? progress = null)
    {
        await using var scope = database.Scope();
        return await ActivatorUtilities
            .CreateInstance<SeedArchive>(scope.ServiceProvider)
            .RunAsync(documents, Actor.Command("test"), progress, default);
    }

    /// <summary>Reports at once; <see cref="Progress{T}"/> would report later.</summary>
    private sealed class Heard : List<int>, IProgress<int>
    {
        public void Report(int value) => Add(value);
    }
}
