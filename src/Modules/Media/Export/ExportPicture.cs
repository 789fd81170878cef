using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Export;

/// <summary>Writes one picture: its texts, and its file in each language or one for all.</summary>
internal sealed class ExportPicture(ConcordDb db, LanguageSet languages)
{
    private const string Drawing = "image/svg+xml";

    public async Task RunAsync(string name, ExportFolder folder, CancellationToken cancellation)
    {
        var picture = await db.Set<Picture>()
            .AsNoTracking()
            .Include(row => row.Editions)
            .SingleAsync(row => row.Name == name, cancellation);
        var path = $"pictures/{picture.Name}";
        var texts = new YamlText()
            .Add("alt", TextsByLanguage.Of(languages, picture.Editions, edition => edition.Language, edition => edition.Alt))
            .Add(
                "caption",
                TextsByLanguage.Of(languages, picture.Editions, edition => edition.Language, edition => edition.Caption)
            )
            .AddIf("external", picture.Editions.Exists(edition => edition is { Language: MediaStore.AnyLanguage, Alt: "" }))
            .Add("credit", picture.Credit)
            .Add("rights", picture.Rights)
            .Add("consent", picture.Consent)
            .Add("focus-x", (decimal?)picture.FocusX)
            .Add("focus-y", (decimal?)picture.FocusY);
        await folder.WriteYamlAsync($"{path}/picture.yaml", texts, comment: null, cancellation);
        var isOne = picture.Editions.Select(FileOf).Distinct().Count() == 1;
        foreach (var edition in isOne ? picture.Editions.Take(1) : picture.Editions)
        {
            if (edition.Master is null && edition.Type != Drawing)
            {
                folder.LeaveOut($"picture:{picture.Name}", LeftOutReason.MasterMissing);
            }

            var content =
                await ReadAsync(FileOf(edition), cancellation)
                ?? throw new IOException($"The file of the picture “{picture.Name}” is not in the database.");
            var ending = PictureFormat.Of(content)?.Endings[0] ?? ".svg";
            await folder.WriteBytesAsync($"{path}/{(isOne ? "all" : edition.Language)}{ending}", content, cancellation);
        }

        folder.Define($"picture:{name}");
    }

    private Task<byte[]?> ReadAsync(string digest, CancellationToken cancellation) =>
        db.Set<MediaFile>().Where(file => file.Digest == digest).Select(file => file.Content).SingleOrDefaultAsync(cancellation);

    private static string FileOf(PictureEdition edition) => edition.Master ?? edition.File;
}
