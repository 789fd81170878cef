using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Concord.WordPress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsroom.WordPress;

/// <summary>
/// Imports an export of a WordPress site. The whole file is read and checked first; then its items are imported in batches,
/// each whole or not at all. Run again, it goes on where it ended, and takes what has changed.
/// </summary>
public sealed class ImportWordPress
{
    private const int BatchSize = 25;
    private readonly IServiceScopeFactory scopes;
    private readonly LanguageSet languages;
    private readonly OutboundHttpClient http;

    internal ImportWordPress(IServiceScopeFactory scopes, LanguageSet languages, OutboundHttpClient http) =>
        (this.scopes, this.languages, this.http) = (scopes, languages, http);

    /// <param name="open">Opens the export; called for each of several readings.</param>
    /// <exception cref="ExportFaultException">The file is no export, or is damaged; nothing was imported.</exception>
    public async Task<WordPressReport> RunAsync(
        Func<Stream> open,
        WordPressOptions options,
        Actor actor,
        IProgress<WordPressProgress>? progress,
        CancellationToken cancellation
    )
    {
        var tally = new WordPressTally();
        ExportSurvey survey;
        await using (var stream = open())
        {
            survey = ExportSurvey.Read(
                stream,
                languages,
                options,
                tally,
                items => progress?.Report(new WordPressProgress(WordPressStep.Checking, PartOf(stream), items)),
                cancellation
            );
        }

        var run = new Run(this, survey, options, tally, actor, progress);
        await run.PrepareAsync(cancellation);
        await run.ImportAsync(open, WordPressStep.Documents, cancellation);
        if (run.HasTranslations)
        {
            await run.ImportAsync(open, WordPressStep.Translations, cancellation);
        }

        return tally.ToReport(survey.Site, options.IsDryRun);
    }

    private static double PartOf(Stream stream) => stream.Length == 0 ? 1 : (double)stream.Position / stream.Length;

    private sealed class Run(
        ImportWordPress import,
        ExportSurvey survey,
        WordPressOptions options,
        WordPressTally tally,
        Actor actor,
        IProgress<WordPressProgress>? progress
    )
    {
        private readonly Dictionary<long, ImportedMedia> media = [];
        private ImportedSlugs slugs = null!;
        private PostDocument documents = null!;
        private int items;

        public bool HasTranslations => slugs.Posts.Values.Any(post => post.TranslatedFrom is not null);

        public async Task PrepareAsync(CancellationToken cancellation)
        {
            await using var scope = import.scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            var known = await db.Set<WordPressItem>()
                .AsNoTracking()
                .Where(item => item.Site == survey.SiteKey)
                .Select(item => new
                {
                    item.ItemId,
                    item.Slug,
                    item.Picture,
                    item.File,
                })
                .ToListAsync(cancellation);
            foreach (var item in known.Where(item => item.Slug is null))
            {
                media[item.ItemId] = new ImportedMedia(item.Picture, item.File);
            }

            var given = known.Where(item => item.Slug is not null).ToDictionary(item => item.ItemId, item => item.Slug!);
            var own = given.Values.ToHashSet(StringComparer.Ordinal);
            var taken = await db.Set<Document>().Select(document => document.Slug).ToListAsync(cancellation);
            slugs = ImportedSlugs.Plan(
                survey,
                given,
                taken.Where(slug => !own.Contains(slug)).ToHashSet(StringComparer.Ordinal),
                tally
            );
            await new ImportAttachments(import.scopes, import.http, options, tally, actor).RunAsync(
                survey,
                media,
                progress,
                cancellation
            );
            var clock = scope.ServiceProvider.GetRequiredService<SiteClock>();
            documents = new PostDocument(
                survey,
                new PostReferences(survey, slugs, media),
                await PostTopics.LoadAsync(
                    db,
                    scope.ServiceProvider.GetRequiredService<MemberLedger>(),
                    clock.Today,
                    cancellation
                ),
                media,
                options,
                tally,
                scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
            );
        }

        /// <summary>Originals first, since a translation stores the revision it was made from.</summary>
        public async Task ImportAsync(Func<Stream> open, WordPressStep step, CancellationToken cancellation)
        {
            items = 0;
            await using var stream = open();
            using var reader = new ExportReader(stream);
            var batch = new List<(ExportItem Item, ImportedPost Post)>(BatchSize);
            foreach (var item in reader.Items())
            {
                if (
                    item.Id is { } id
                    && slugs.Posts.TryGetValue(id, out var post)
                    // The second of two items with one id is left out.
                    && post.Post.Line == item.Line
                    && post.TranslatedFrom is null == step is WordPressStep.Documents
                )
                {
                    batch.Add((item, post));
                }

                if (batch.Count == BatchSize)
                {
                    await ImportAsync(batch, cancellation);
                    progress?.Report(new WordPressProgress(step, PartOf(stream), items));
                }
            }

            await ImportAsync(batch, cancellation);
            progress?.Report(new WordPressProgress(step, 1, items));
        }

        private async Task ImportAsync(List<(ExportItem Item, ImportedPost Post)> batch, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            items += batch.Count;
            var read = batch.Select(entry => (entry.Item, entry.Post, Document: documents.Read(entry.Item, entry.Post))).ToList();
            batch.Clear();
            foreach (var _ in read.Where(entry => entry.Document is null))
            {
                tally.CountOutcome(WordPressOutcome.LeftOut);
            }

            read.RemoveAll(entry => entry.Document is null);
            // A scope for each batch: what it has read and written does not stay in memory.
            await using var scope = import.scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            var context = new ImportContext(db, actor, new ImportOptions(options.IsDryRun, options.Overwrites), progress: null);
            var outcomes = new List<WordPressOutcome>();
            await context.ApplyAsync(
                async () =>
                {
                    outcomes.Clear();
                    var writer = scope.ServiceProvider.GetRequiredService<DocumentWriter>();
                    var loaded = await writer.LoadAsync([.. read.Select(entry => entry.Post.Slug).Distinct()], cancellation);
                    var rows = await RowsAsync(db, [.. read.Select(entry => entry.Post.Post.Id)], cancellation);
                    foreach (var (item, post, document) in read)
                    {
                        var conflicts = context.Conflicts.Count;
                        var present = loaded.GetValueOrDefault(post.Slug);
                        var counts = await new ImportDocument(writer, context).RunAsync(
                            present,
                            // What has no date there keeps the one that it was given.
                            post.Original.PublishedAt
                                is null
                            && present is not null
                                ? document! with
                                {
                                    PublishedAt = present.Document.PublishedAt,
                                }
                                : document!,
                            file: null,
                            cancellation
                        );
                        var isLeft = context.Conflicts.Count > conflicts;
                        outcomes.Add(
                            isLeft ? WordPressOutcome.LeftOut
                            : !rows.ContainsKey(post.Post.Id) ? WordPressOutcome.Added
                            : counts.Unchanged > 0 ? WordPressOutcome.Unchanged
                            : WordPressOutcome.Changed
                        );
                        Keep(db, rows.GetValueOrDefault(post.Post.Id), item, post);
                    }

                    return default;
                },
                cancellation
            );
            outcomes.ForEach(tally.CountOutcome);

            foreach (var conflict in context.Conflicts)
            {
                var (item, post, _) = read.Find(entry => entry.Document!.File == conflict.File);
                tally.Add(PostProblem.ChangedHere, item.Line, post.Post.Id, item.Title, conflict.Subject);
            }
        }

        private Task<Dictionary<long, WordPressItem>> RowsAsync(ConcordDb db, List<long> ids, CancellationToken cancellation) =>
            db.Set<WordPressItem>()
                .Where(row => row.Site == survey.SiteKey && ids.Contains(row.ItemId))
                .ToDictionaryAsync(row => row.ItemId, cancellation);

        private void Keep(ConcordDb db, WordPressItem? row, ExportItem item, ImportedPost post)
        {
            var isNew = row is null;
            row ??= new WordPressItem { Site = survey.SiteKey, ItemId = post.Post.Id };
            documents.Describe(row, item, post);
            if (isNew)
            {
                db.Add(row);
            }
            else if (!db.Entry(row).Properties.Any(property => property.IsModified))
            {
                return;
            }

            db.Record(
                new WordPressItemImported(survey.SiteKey, post.Post.Id) { Actor = actor, Subject = $"document:{post.Slug}" }
            );
        }
    }
}
