using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Pictures;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Changes what is true of a document in every language: kind, date, who speaks, place, picture and topics.</summary>
public sealed class DescribeDocument
{
    private readonly ConcordDb db;
    private readonly DocumentWriter writer;
    private readonly KindCatalogue kinds;
    private readonly MemberLedger ledger;
    private readonly TextPictures pictures;
    private readonly LanguageSet languages;

    internal DescribeDocument(
        ConcordDb db,
        DocumentWriter writer,
        KindCatalogue kinds,
        MemberLedger ledger,
        TextPictures pictures,
        LanguageSet languages
    ) =>
        (this.db, this.writer, this.kinds, this.ledger, this.pictures, this.languages) = (
            db,
            writer,
            kinds,
            ledger,
            pictures,
            languages
        );

    /// <param name="reason">Needed where readers see the document already.</param>
    public async Task<NewsroomResult> RunAsync(
        string slug,
        DocumentDetails details,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await writer.LoadAsync(slug, cancellation) is not { } loaded)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        var document = loaded.Document;
        if (details.BasedOn is { } based && based != document.DescriptionDigest)
        {
            return new NewsroomResult(NewsroomCode.NewerDescription, slug);
        }

        if (await RefuseAsync(document, details, cancellation) is { } refusal)
        {
            return refusal;
        }

        var description = DocumentDescription.Of(document) with
        {
            Kind = details.Kind,
            PublishedAt = details.PublishedAt,
            Speaker = kinds[details.Kind].NeedsSpeaker ? SpeakerOf(details.Speaker) : null,
            Place = details.Place,
            Picture = details.Picture,
            Topics =
            [
                .. Topics(document, TopicScheme.Effort, details.Efforts),
                .. Topics(document, TopicScheme.Member, details.Members),
                .. Topics(document, TopicScheme.Campaign, details.Campaigns),
                .. Topics(document, TopicScheme.Related, details.Related),
                .. Topics(document, TopicScheme.Authentic, details.Authentic),
            ],
        };
        if (description.DigestOf() == document.DescriptionDigest)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug);
        }

        if (string.IsNullOrWhiteSpace(reason) && document.Editions.Exists(edition => edition.PublicRevision is not null))
        {
            return new NewsroomResult(NewsroomCode.ReasonRequired, slug);
        }

        writer.Describe(loaded, description, actor, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug)
            : new NewsroomResult(NewsroomCode.Conflict, slug);
    }

    /// <summary>As the content pack writes it: <c>allmembers</c>, <c>smallgroup</c>, <c>hosts</c>, <c>cochairs</c>.</summary>
    internal static Speaker? SpeakerOf(string? name) =>
        Enum.TryParse<Speaker>(name, ignoreCase: true, out var speaker) && Enum.IsDefined(speaker) && !char.IsAsciiDigit(name![0])
            ? speaker
            : null;

    private async Task<NewsroomResult?> RefuseAsync(Document document, DocumentDetails details, CancellationToken cancellation)
    {
        var slug = document.Slug;
        if (
            !kinds.Names.Contains(details.Kind, StringComparer.Ordinal)
            || (details.Kind != document.Kind && kinds[details.Kind] is { NeedsItems: true } or { NeedsFile: true })
        )
        {
            return new NewsroomResult(NewsroomCode.UnknownKind, slug, Detail: string.Join(", ", kinds.Names));
        }

        if (kinds[details.Kind].NeedsSpeaker && SpeakerOf(details.Speaker) is null)
        {
            return new NewsroomResult(NewsroomCode.SpeakerMissing, slug);
        }

        if (
            details.Place is { } place
            && place != document.Place
            && !await db.Set<PlaceName>().AnyAsync(name => name.Place == place, cancellation)
        )
        {
            return new NewsroomResult(NewsroomCode.UnknownTopic, slug, Detail: place);
        }

        if (
            details.Picture is { } picture
            && picture != document.Picture
            && await pictures.FindFaultAsync(document, picture, cancellation) is { } fault
        )
        {
            return fault;
        }

        var members = (await ledger.OnAsync(DateOnly.MaxValue, cancellation)).Members.Select(member => member.Slug);
        var unknown = (await UnknownDocumentsAsync(document, details, cancellation))
            .Concat(details.Members.Except(members, StringComparer.Ordinal).Except(document.Named(TopicScheme.Member)))
            .Concat(details.Authentic.Where(code => languages.Find(code) is null))
            .FirstOrDefault();
        return unknown is null ? null : new NewsroomResult(NewsroomCode.UnknownTopic, slug, Detail: unknown);
    }

    private async Task<IEnumerable<string>> UnknownDocumentsAsync(
        Document document,
        DocumentDetails details,
        CancellationToken cancellation
    )
    {
        var named = details.Efforts.Concat(details.Campaigns).Concat(details.Related).Distinct().ToList();
        var known = await db.Set<Document>()
            .Where(row => named.Contains(row.Slug) && row.Id != document.Id)
            .Select(row => new { row.Slug, row.Kind })
            .ToDictionaryAsync(row => row.Slug, row => row.Kind, cancellation);
        var (effort, campaign) = (kinds.Gathering(TopicScheme.Effort), kinds.Gathering(TopicScheme.Campaign));
        return details
            .Efforts.Where(slug => known.GetValueOrDefault(slug) != effort)
            .Concat(details.Campaigns.Where(slug => known.GetValueOrDefault(slug) != campaign))
            .Concat(details.Related.Where(slug => !known.ContainsKey(slug)));
    }

    /// <summary>What stays keeps the author's order; forms list choices in an order of their own.</summary>
    private static IEnumerable<DescribedTopic> Topics(Document document, TopicScheme scheme, IReadOnlyList<string> values)
    {
        var present = document.Named(scheme);
        return present
            .Intersect(values, StringComparer.Ordinal)
            .Concat(values.Except(present, StringComparer.Ordinal))
            .Select((value, at) => new DescribedTopic(scheme, value, at));
    }
}

/// <summary>What is true of a document in every language.</summary>
/// <param name="PublishedAt">UTC.</param>
public sealed record DocumentDetails(string Kind, DateTime PublishedAt)
{
    /// <summary>Statements: who makes it, such as <c>allmembers</c>.</summary>
    public string? Speaker { get; init; }

    /// <summary>Slug of a place.</summary>
    public string? Place { get; init; }

    /// <summary>Name of the picture at its head.</summary>
    public string? Picture { get; init; }

    /// <summary>Slugs of lines of effort.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>Slugs of members.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Slugs of campaigns.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];

    /// <summary>Slugs of documents.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>Languages in which a statement's text is authentic.</summary>
    public IReadOnlyList<string> Authentic { get; init; } = [];

    /// <summary>Digest of the description that was edited; null changes it without looking.</summary>
    public string? BasedOn { get; init; }
}
