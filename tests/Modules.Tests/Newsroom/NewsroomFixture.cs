using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>
/// A database with the small pack, and the newsroom's commands. The clock stands still until a test moves it.
/// </summary>
internal sealed class NewsroomFixture : IAsyncDisposable
{
    public static readonly Actor Editor = new(ActorKind.Person, "editor");
    private readonly TestDatabase database;

    private NewsroomFixture(TestDatabase database, FakeTimeProvider clock) => (this.database, Clock) = (database, clock);

    public FakeTimeProvider Clock { get; }

    public SmallPack Pack { get; } = new();

    public static async Task<NewsroomFixture> CreateAsync(
        Provider provider,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 23, 9, 0, 0, TimeSpan.Zero));
        return new NewsroomFixture(await Providers.OpenAsync(provider, clock, settings), clock);
    }

    public async ValueTask DisposeAsync()
    {
        Pack.Dispose();
        await database.DisposeAsync();
    }

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = database.Scope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<ImportResult> ImportAsync(ImportOptions options = default) =>
        WithAsync<ImportContent, ImportResult>(import =>
            import.RunAsync(Pack.Path, options, Actor.Command("import"), progress: null, default)
        );

    public Task<NewsroomResult> DraftAsync(string slug, string title, string body, string? kind = null, int? basedOn = null) =>
        WithAsync<SaveDraft, NewsroomResult>(save =>
            save.RunAsync(new Draft(slug, "en", title, "A summary.", body) { Kind = kind, BasedOn = basedOn }, Editor, default)
        );

    public Task<NewsroomResult> ReleaseAsync(string slug, string? reason = null) =>
        WithAsync<Release, NewsroomResult>(release => release.RunAsync(slug, languages: null, reason, Editor, default));

    public Task<NewsroomResult> WithdrawAsync(string slug, string notice) =>
        WithAsync<Withdraw, NewsroomResult>(withdraw =>
            withdraw.RunAsync(
                slug,
                "en",
                new Dictionary<string, string> { ["en"] = notice },
                reason: "premature",
                Editor,
                default
            )
        );

    public Task<Edition> EditionAsync(string slug, string language = "en") =>
        WithAsync<ConcordDb, Edition>(db =>
            db.Set<Edition>()
                .AsNoTracking()
                .Include(edition => edition.Revisions)
                .Include(edition => edition.Releases)
                .Include(edition => edition.Statuses)
                .SingleAsync(edition => edition.Document.Slug == slug && edition.Language == language)
        );

    public Task<List<JournalEntry>> JournalAsync() =>
        WithAsync<JournalReader, List<JournalEntry>>(journal => journal.AfterAsync(0, 10_000, default));

    public Task<VerificationReport> VerifyAsync() =>
        WithAsync<RecordVerifier, VerificationReport>(verifier => verifier.VerifyAsync([], progress: null, default));
}
