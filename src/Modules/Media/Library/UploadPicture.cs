using System.Security.Cryptography;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Library;

/// <summary>
/// Adds a picture that a person of the workspace uploads. Trust boundary: only pixels are kept, and of a drawing only what is
/// known to be harmless.
/// </summary>
internal sealed class UploadPicture(ConcordDb db, MediaStore media, LanguageSet languages, TimeProvider time)
{
    public const int MaxBytes = 32 << 20;

    public static PictureFault TooLarge { get; } = new(PictureFaultCode.TooLarge, ("most", $"{MaxBytes >> 20}"));
    private const int MaxDrawingBytes = 256 << 10;
    private const int MaxFileName = 200;

    /// <param name="fileName">As the person's device has it.</param>
    /// <param name="read">Reads the file, once no other picture is being decoded.</param>
    public async Task<UploadResult> RunAsync(
        string fileName,
        Func<CancellationToken, Task<byte[]>> read,
        Actor actor,
        CancellationToken cancellation
    )
    {
        using var turn = await DecodingTurn.TakeAsync(cancellation);
        var content = await read(cancellation);
        var digest = MediaFile.DigestOf(content);
        if (await FindAsync(digest, cancellation) is { } present)
        {
            return new UploadResult(present) { IsPresent = true };
        }

        var (drawn, fault) = await Task.Run(() => Read(content), cancellation);
        if (drawn is null)
        {
            return new UploadResult(null) { Fault = fault };
        }

        await media.AddFilesAsync(drawn.Rendered, actor, cancellation);
        if (drawn.Master is { } master)
        {
            await media.AddMasterAsync(master, actor, cancellation);
        }

        if (drawn.Crop is { } crop)
        {
            await media.AddFilesAsync(crop, actor, cancellation);
        }

        var name = NewName();
        Add(name, fileName, digest, drawn, actor);
        await db.SaveChangesAsync(cancellation);
        return new UploadResult(name);
    }

    private Task<string?> FindAsync(string digest, CancellationToken cancellation) =>
        db.Set<Picture>()
            .Where(picture =>
                picture.SourceDigest == digest && picture.Editions.All(edition => edition.Language != MediaStore.AnyLanguage)
            )
            .Select(picture => picture.Name)
            .FirstOrDefaultAsync(cancellation);

    private static (DrawnPicture? Picture, PictureFault? Fault) Read(byte[] content)
    {
        if (content.Length > MaxBytes)
        {
            return (null, TooLarge);
        }

        return PictureFormat.Of(content) is null && LooksLikeXml(content) ? ReadDrawing(content) : ReadPhotograph(content);
    }

    private static (DrawnPicture? Picture, PictureFault? Fault) ReadPhotograph(byte[] content)
    {
        var (size, fault) = Photograph.Check(content, ending: null, PictureLimits.Own);
        if (size is not var (width, height))
        {
            return (null, fault);
        }

        return
            Photograph.Master(content, width, PictureLimits.Own) is { } master
            && Photograph.Render(master, width, PictureLimits.Own) is { } rendered
            ? (
                new DrawnPicture(width, height, rendered, master, PictureLikeness.Of(master))
                {
                    Crop = Photograph.RenderCrop(master, focus: null, PictureLimits.Own),
                },
                null
            )
            : (null, PictureFault.Damaged(PictureFormat.Of(content)!.Name));
    }

    private static (DrawnPicture? Picture, PictureFault? Fault) ReadDrawing(byte[] content)
    {
        if (content.Length > MaxDrawingBytes)
        {
            return (
                null,
                new PictureFault(
                    PictureFaultCode.InvalidDrawing,
                    ("line", "1"),
                    ("reason", $"more than {MaxDrawingBytes >> 10} KB")
                )
            );
        }

        return SvgCheck.Read(content, out var fault) is var (width, height)
            ? (
                new DrawnPicture(width, height, new Rendered(new Rendition("image/svg+xml", width, content), []), null, null),
                null
            )
            : (null, new PictureFault(PictureFaultCode.InvalidDrawing, ("line", $"{fault.Line}"), ("reason", fault.Message)));
    }

    private static bool LooksLikeXml(ReadOnlySpan<byte> content) =>
        (content.StartsWith("\uFEFF"u8) ? content[3..] : content).TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    /// <summary>Part of public addresses: a file's own name may tell who or where somebody is.</summary>
    private static string NewName() => $"picture-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";

    private void Add(string name, string fileName, string digest, DrawnPicture drawn, Actor actor)
    {
        var picture = new Picture
        {
            Name = name,
            Width = drawn.Width,
            Height = drawn.Height,
            SourceDigest = digest,
            FileName = PictureTexts.Clean(fileName.Length > MaxFileName ? fileName[^MaxFileName..] : fileName),
            UploadedAt = time.GetUtcNow().UtcDateTime,
            UploadedBy = actor.ToString(),
            Likeness = drawn.Likeness,
        };
        foreach (var language in languages.All)
        {
            var edition = new PictureEdition
            {
                Picture = name,
                Language = language.Code,
                File = "",
                Type = "",
                Alt = "",
                Master = drawn.Master is null ? null : MediaFile.DigestOf(drawn.Master),
            };
            MediaStore.Assign(edition, drawn.Rendered);
            MediaStore.AssignCrop(edition, drawn.Crop);
            picture.Editions.Add(edition);
        }

        db.Add(picture);
        db.Record(new PictureUploaded(name) { Actor = actor, Subject = $"picture:{name}" });
    }

    private sealed record DrawnPicture(int Width, int Height, Rendered Rendered, byte[]? Master, long? Likeness)
    {
        public Rendered? Crop { get; init; }
    }
}

/// <param name="Name">Of the picture; null where it was refused.</param>
internal sealed record UploadResult(string? Name)
{
    /// <summary>True where the same file is in the library already, under this name.</summary>
    public bool IsPresent { get; init; }

    public PictureFault? Fault { get; init; }
}
