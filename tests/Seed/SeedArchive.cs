using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Microsoft.EntityFrameworkCore;

namespace Concord.Seed;

/// <summary>
/// Generates a large archive for measurements: stories and statements in every language of the site, spread over six years,
/// through the content import.
/// </summary>
internal sealed class SeedArchive(ConcordDb db, DatabaseStatistics statistics, LanguageSet languages, DocumentWriter writer)
{
    private const string Prefix = "seed-";

    /// <summary>Documents in one transaction.</summary>
    private const int Batch = 200;

    private static readonly DateTime First = new(2014, 9, 5, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2020, 9, 30, 18, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Efforts = ["counter-finance", "foreign-fighters", "stabilisation", "counter-propaganda"];

    private readonly SeedText text = new();

    /// <param name="documents">How many there are in the end; existing ones are left unchanged.</param>
    /// <param name="progress">Called with the number of documents so far.</param>
    /// <returns>How many were added.</returns>
    public async Task<int> RunAsync(int documents, Actor actor, IProgress<int>? progress, CancellationToken cancellation)
    {
        var there = await db.Set<Document>().CountAsync(document => document.Slug.StartsWith(Prefix), cancellation);
        for (var next = there; next < documents; next += Batch)
        {
            progress?.Report(next);
            var until = Math.Min(next + Batch, documents);
            var context = new ImportContext(db, actor, default, progress: null);
            var import = new ImportDocument(writer, context);
            for (var number = next + 1; number <= until; number++)
            {
                await import.RunAsync(loaded: null, Draft(number, documents), file: null, cancellation);
            }

            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        await statistics.GatherAsync(cancellation);
        progress?.Report(Math.Max(there, documents));
        return Math.Max(0, documents - there);
    }

    private ImportedDocument Draft(int number, int documents)
    {
        var slug = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D7}");
        var isStatement = number % 10 == 0;
        return new ImportedDocument
        {
            Slug = slug,
            File = slug,
            Kind = isStatement ? "statement" : "story",
            PublishedAt = First + ((Last - First) / documents * number),
            Speaker = isStatement ? Speaker.AllMembers : null,
            Place = null,
            Picture = null,
            Position = 0,
            Download = null,
            Topics = [new DescribedTopic(TopicScheme.Effort, Efforts[number % Efforts.Length], 0)],
            History = [],
            Editions = [.. languages.All.Where(text.Speaks).Select(language => Edition(number, slug, language))],
        };
    }

    private ImportedEdition Edition(int number, string slug, Language language)
    {
        var words = text.Of(number, language);
        return new ImportedEdition
        {
            File = slug,
            BodyLine = 1,
            Language = language.Code,
            TranslatedFrom = null,
            Content = new EditionContent(words.Title, words.Summary, words.Body, []),
        };
    }
}
