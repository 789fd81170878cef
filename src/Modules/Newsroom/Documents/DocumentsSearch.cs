using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media.Downloads;
using Concord.Members;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concord.Newsroom.Documents;

/// <summary>Offers every listed edition to the search index, with its whole text.</summary>
internal sealed partial class DocumentsSearch(
    ConcordDb db,
    LanguageSet languages,
    KindCatalogue kinds,
    TextTokens tokens,
    MemberLedger ledger,
    FileStore files,
    TextEmbeds embeds,
    SiteClock clock,
    ILogger<DocumentsSearch> log
) : ISearchSource
{
    private const int Batch = 200;
    private const string Prefix = "document:";

    private IQueryable<Edition> Editions => db.Set<Edition>().AsNoTracking().Where(EditionVisibility.Listed(DateTime.MaxValue));

    public Task<int> CountAsync(CancellationToken cancellation) => Editions.CountAsync(cancellation);

    public async IAsyncEnumerable<SearchDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var labels = await LabelsAsync(cancellation);
        var last = Guid.Empty;
        while (true)
        {
            var batch = await ReadAsync(
                Editions.Where(edition => edition.Id > last).OrderBy(edition => edition.Id).Take(Batch),
                cancellation
            );
            foreach (var edition in batch)
            {
                if (await TryShowAsync(edition, labels, cancellation) is { } document)
                {
                    yield return document;
                }
            }

            if (batch.Count < Batch)
            {
                yield break;
            }

            last = batch[^1].Id;
        }
    }

    public async Task<IReadOnlyList<SearchDocument>?> OfTagAsync(string tag, CancellationToken cancellation)
    {
        if (!tag.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var slug = tag[Prefix.Length..];
        var labels = await LabelsAsync(cancellation);
        var shown = new List<SearchDocument>();
        foreach (var edition in await ReadAsync(Editions.Where(edition => edition.Document.Slug == slug), cancellation))
        {
            if (await TryShowAsync(edition, labels, cancellation) is { } document)
            {
                shown.Add(document);
            }
        }

        return shown;
    }

    private static Task<List<Found>> ReadAsync(IQueryable<Edition> editions, CancellationToken cancellation) =>
        editions
            .SelectMany(
                edition => edition.Releases.Where(revision => revision.Number == edition.PublicRevision),
                (edition, revision) =>
                    new Found(
                        edition.Id,
                        edition.Document.Slug,
                        edition.Kind,
                        edition.Language,
                        edition.PublishedAt,
                        edition.Document.Place,
                        edition
                            .Document.Topics.Where(topic => topic.Scheme == TopicScheme.Effort)
                            .Select(topic => topic.Value)
                            .ToList(),
                        edition
                            .Document.Topics.Where(topic => topic.Scheme == TopicScheme.Member)
                            .Select(topic => topic.Value)
                            .ToList(),
                        edition.Document.Speaker,
                        revision.Title,
                        revision.Summary,
                        revision.Body,
                        revision.Items,
                        revision.Original,
                        edition.Document.FileDigest
                    )
            )
            .AsSplitQuery()
            .ToListAsync(cancellation);

    /// <summary>A document that cannot be rendered must not keep the others from being found: it is left out and named.</summary>
    private async Task<SearchDocument?> TryShowAsync(Found found, Labels labels, CancellationToken cancellation)
    {
        try
        {
            return await ShowAsync(found, labels, cancellation);
        }
#pragma warning disable CA1031 // Whatever one text does, the index is built.
        catch (Exception failure) when (failure is not (OperationCanceledException or DbException))
#pragma warning restore CA1031
        {
            LeftOut(log, failure, found.Slug, found.Language);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The document {Slug} ({Language}) cannot be rendered and is not in the search index.")]
    private static partial void LeftOut(ILogger log, Exception failure, string slug, string language);

    /// <summary>The text of the PDF that a document offers, and of what its text embeds.</summary>
    private async Task<IEnumerable<string>> FileTextsAsync(Found found, CancellationToken cancellation)
    {
        var embedded = await embeds.TextsAsync(found.Body, found.Language, cancellation);
        return found.FileDigest is { } own ? embedded.Concat((await files.TextsAsync([own], cancellation)).Values) : embedded;
    }

    private async Task<SearchDocument> ShowAsync(Found found, Labels labels, CancellationToken cancellation)
    {
        var language = languages.Find(found.Language) ?? languages.Default;
        var day = DateOnly.FromDateTime(found.PublishedAt);
        var today = clock.Today;
        var body = await tokens.FillAsync(found.Body, language, today, cancellation);
        var items = EditionContent.ReadItems(found.Items);
        return new SearchDocument
        {
            Tag = Prefix + found.Slug,
            Language = found.Language,
            Address = kinds.AddressOf(found.Language, found.Kind, found.Slug),
            Title = found.Title,
            Summary = found.Summary,
            Text = string.Join(
                '\n',
                [
                    MarkdownText.ToPlainText(body),
                    .. items.Select(item => $"{item.Title}\n{item.Text}"),
                    .. await FileTextsAsync(found, cancellation),
                ]
            ),
            Day = kinds[found.Kind].Lists.Count > 0 ? day : null,
            VisibleFrom = found.PublishedAt,
            Facets = [.. Facets(found, day, labels, language)],
        };
    }

    private IEnumerable<SearchFacet> Facets(Found found, DateOnly day, Labels labels, Language language)
    {
        yield return new SearchFacet("kind", found.Kind, languages.TextsOf(language).Find($"kind.{found.Kind}") ?? found.Kind);
        if (found.Original is not null)
        {
            yield return new SearchFacet("form", "summary", languages.TextsOf(language).Find("document.summary") ?? "summary");
        }

        if (found.Speaker is { } speaker)
        {
            var name = speaker.ToString().ToLowerInvariant();
            yield return new SearchFacet("issuer", name, languages.TextsOf(language).Find($"speaker.{name}") ?? name);
        }

        foreach (var member in found.Members)
        {
            var name = labels.Members.GetValueOrDefault(member)?.Names.GetValueOrDefault(found.Language) ?? member;
            yield return new SearchFacet("member", member, name);
        }

        if (kinds[found.Kind].Lists.Count > 0)
        {
            var year = day.Year.ToString(CultureInfo.InvariantCulture);
            yield return new SearchFacet("year", year, new ReaderFormat(language).Year(day.Year));
        }

        if (found.Place is { } place)
        {
            yield return new SearchFacet("place", place, labels.Places.GetValueOrDefault((place, found.Language), place));
        }

        foreach (var effort in found.Efforts)
        {
            yield return new SearchFacet("effort", effort, labels.Efforts.GetValueOrDefault((effort, found.Language), effort));
        }
    }

    private async Task<Labels> LabelsAsync(CancellationToken cancellation)
    {
        var places = await db.Set<PlaceName>().AsNoTracking().ToListAsync(cancellation);
        var kind = kinds.Gathering(TopicScheme.Effort);
        var efforts = await Editions
            .Where(edition => edition.Kind == kind)
            .Select(edition => new
            {
                edition.Document.Slug,
                edition.Language,
                edition.Releases.First(revision => revision.Number == edition.PublicRevision).Title,
            })
            .ToListAsync(cancellation);
        return new Labels(
            places.ToDictionary(name => (name.Place, name.Language), name => name.Name),
            efforts.ToDictionary(effort => (effort.Slug, effort.Language), effort => effort.Title),
            (await ledger.OnAsync(clock.Today, cancellation)).Members.ToDictionary(member => member.Slug, StringComparer.Ordinal)
        );
    }

    private sealed record Labels(
        Dictionary<(string Slug, string Language), string> Places,
        Dictionary<(string Slug, string Language), string> Efforts,
        Dictionary<string, MemberOnDate> Members
    );

    private sealed record Found(
        Guid Id,
        string Slug,
        string Kind,
        string Language,
        DateTime PublishedAt,
        string? Place,
        List<string> Efforts,
        List<string> Members,
        Speaker? Speaker,
        string Title,
        string Summary,
        string Body,
        string? Items,
        string? Original,
        string? FileDigest
    );
}
