using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pictures;

/// <summary>The pictures that texts name, and what they need before readers see them.</summary>
internal sealed class TextPictures(ConcordDb db, MediaStore media, LanguageSet languages)
{
    /// <summary>What is stored about the pictures of a new revision.</summary>
    public static IEnumerable<RevisionPicture> Of(Guid revision, string body) =>
        MarkdownText
            .Pictures(body)
            .GroupBy(picture => picture.Name, StringComparer.Ordinal)
            .Select(group => new RevisionPicture
            {
                RevisionId = revision,
                Picture = group.Key,
                HasAlt = group.All(picture => picture.Alt.Length > 0),
            });

    /// <returns>The first picture of a text that the site does not have; null where it has all.</returns>
    public async Task<string?> FirstUnknownAsync(string body, CancellationToken cancellation)
    {
        var names = MarkdownText.Pictures(body).Select(picture => picture.Name).Distinct(StringComparer.Ordinal).ToList();
        var known = await media.DescribedAsync(names, cancellation);
        return names.Find(name => !known.ContainsKey(name));
    }

    /// <summary>What is missing of the pictures of editions that are about to be released.</summary>
    /// <returns>Null where nothing is.</returns>
    public async Task<NewsroomResult?> FindFaultAsync(IReadOnlyList<ReleasableEdition> items, CancellationToken cancellation)
    {
        var ids = items.Select(item => item.Document.NewestOf(item.Edition)!.Id).ToList();
        var named = await db.Set<RevisionPicture>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.RevisionId))
            .ToListAsync(cancellation);
        var leads = items.Select(item => item.Document.Document.Picture).OfType<string>();
        var known = await media.DescribedAsync([.. named.Select(row => row.Picture).Concat(leads).Distinct()], cancellation);
        foreach (var item in items)
        {
            var (slug, language) = (item.Document.Document.Slug, item.Edition.Language);
            var revision = item.Document.NewestOf(item.Edition)!.Id;
            var needed = named
                .Where(row => row.RevisionId == revision)
                .Select(row => (row.Picture, row.HasAlt))
                .Concat(item.Document.Document.Picture is { } lead ? [(lead, HasAlt: false)] : []);
            foreach (var (picture, hasAlt) in needed)
            {
                if (!known.TryGetValue(picture, out var described))
                {
                    return new NewsroomResult(NewsroomCode.UnknownPicture, slug, language, picture);
                }

                if (!hasAlt && !described.Contains(language))
                {
                    return new NewsroomResult(NewsroomCode.PictureNotDescribed, slug, language, picture);
                }
            }
        }

        return null;
    }

    /// <summary>What is missing of a picture that is put at the head of a document.</summary>
    /// <returns>Null where nothing is.</returns>
    public async Task<NewsroomResult?> FindFaultAsync(Document document, string picture, CancellationToken cancellation)
    {
        var known = await media.DescribedAsync([picture], cancellation);
        if (!known.TryGetValue(picture, out var described))
        {
            return new NewsroomResult(NewsroomCode.UnknownPicture, document.Slug, Detail: picture);
        }

        return
            document.Editions.Find(edition => edition.PublicRevision is not null && !described.Contains(edition.Language))
                is { } edition
            ? new NewsroomResult(NewsroomCode.PictureNotDescribed, document.Slug, edition.Language, picture)
            : null;
    }

    /// <summary>Writes the words that are stored with pictures into a text: a released text never changes by itself.</summary>
    public async Task<string> FreezeAsync(string body, string language, CancellationToken cancellation)
    {
        var names = MarkdownText.Pictures(body).Select(picture => picture.Name).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return body;
        }

        var stored = await media.FindAsync(names, languages.Find(language) ?? languages.Default, cancellation);
        return MarkdownText.ReplacePictures(
            body,
            picture =>
                stored.TryGetValue(picture.Name, out var own)
                    ? picture with
                    {
                        Alt = picture.Alt.Length > 0 ? picture.Alt : own.Alt,
                        Caption = picture.Caption ?? own.Caption,
                    }
                    : picture
        );
    }
}
