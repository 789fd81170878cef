using System.Security.Cryptography;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Packs;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Import;

/// <summary>Takes the pictures of a content pack: <c>pictures/{name}/picture.yaml</c> and drawings beside it.</summary>
internal sealed class PicturesPart(ConcordDb db, MediaShelf shelf, LanguageSet languages) : IContentPart
{
    public int Order => 5;

    public Task<IContentChange> ReadAsync(PackFolder pack, CancellationToken cancellation)
    {
        var reader = new PictureFolder(pack, languages);
        var pictures = pack.Folders("pictures").Select(reader.Read).OfType<PictureDraft>().ToList();
        return Task.FromResult<IContentChange>(new PicturesChange(db, shelf, pictures));
    }
}

internal sealed class PicturesChange(ConcordDb db, MediaShelf shelf, List<PictureDraft> pictures) : IContentChange
{
    public IEnumerable<string> Provides => pictures.Select(picture => $"picture:{picture.Name}");

    public Task CheckAsync(PackFolder pack, PackIndex index, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<ContentCount> ApplyAsync(Actor actor, IProgress<string>? progress, CancellationToken cancellation)
    {
        var known = await db.Set<Picture>()
            .Include(picture => picture.Editions)
            .ToDictionaryAsync(picture => picture.Name, cancellation);
        var count = default(ContentCount);
        foreach (var draft in pictures)
        {
            count += await ApplyAsync(known.GetValueOrDefault(draft.Name), draft, actor, cancellation);
            progress?.Report(draft.Name);
        }

        await db.SaveChangesAsync(cancellation);
        return count;
    }

    private async Task<ContentCount> ApplyAsync(Picture? picture, PictureDraft draft, Actor actor, CancellationToken cancellation)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft)));
        if (picture?.SourceDigest == digest)
        {
            return new ContentCount(0, 0, Unchanged: 1);
        }

        var isNew = picture is null;
        if (picture is null)
        {
            picture = new Picture
            {
                Name = draft.Name,
                Width = draft.Width,
                Height = draft.Height,
                SourceDigest = digest,
            };
            db.Add(picture);
        }

        (picture.Width, picture.Height, picture.SourceDigest) = (draft.Width, draft.Height, digest);
        var known = picture.Editions.ToDictionary(edition => edition.Language);
        foreach (var edition in draft.Editions)
        {
            var file = await shelf.KeepAsync($"{draft.Name}.svg", edition.Content, actor, cancellation);
            if (known.Remove(edition.Language, out var present))
            {
                (present.File, present.Alt, present.Caption) = (file, edition.Alt, edition.Caption);
            }
            else
            {
                picture.Editions.Add(
                    new PictureEdition
                    {
                        Picture = draft.Name,
                        Language = edition.Language,
                        File = file,
                        Alt = edition.Alt,
                        Caption = edition.Caption,
                    }
                );
            }
        }

        db.RemoveRange(known.Values);
        db.Record(new PictureHung(draft.Name) { Actor = actor, Subject = $"picture:{draft.Name}" });
        return isNew ? new ContentCount(Added: 1, 0, 0) : new ContentCount(0, Changed: 1, 0);
    }
}
