using Concord.Foundation;
using Concord.Media.Downloads;
using Concord.Media.Rendering;

namespace Concord.Media.Library;

/// <summary>
/// Adds a file that comes with an import of another system: a picture or a PDF. The same rules hold as for what a person
/// uploads.
/// </summary>
public sealed class AddAttachment
{
    /// <summary>Bytes of the largest file that can be taken.</summary>
    public const int MaxBytes = UploadPicture.MaxBytes;

    private readonly UploadPicture pictures;
    private readonly DescribePicture describe;
    private readonly UploadFile files;

    internal AddAttachment(UploadPicture pictures, DescribePicture describe, UploadFile files) =>
        (this.pictures, this.describe, this.files) = (pictures, describe, files);

    /// <param name="fileName">Its ending says what it is.</param>
    /// <returns>Null for a type that the library does not take.</returns>
    public static AttachmentKind? KindOf(string fileName) =>
        Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".JPG" or ".JPEG" or ".JPE" or ".PNG" or ".WEBP" or ".AVIF" or ".SVG" => AttachmentKind.Picture,
            ".PDF" => AttachmentKind.File,
            _ => null,
        };

    /// <param name="words">What the old system says about a picture, in one language.</param>
    public async Task<AddedAttachment> RunAsync(
        string fileName,
        byte[] content,
        AttachmentWords words,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (KindOf(fileName) == AttachmentKind.File)
        {
            var file = await files.RunAsync(fileName, _ => Task.FromResult(content), actor, cancellation);
            return new AddedAttachment(AttachmentKind.File, file.Name, file.Fault?.ToString());
        }

        var picture = await pictures.RunAsync(fileName, _ => Task.FromResult(content), actor, cancellation);
        if (picture is { Name: { } name, IsPresent: false })
        {
            var texts = PictureTexts.Of(
                Shortened(words.Alt, PictureDescription.MaxAlt),
                Shortened(words.Caption, PictureDescription.MaxCaption)
            );
            await describe.RunAsync(
                name,
                new PictureDescription(
                    new Dictionary<string, PictureTexts>(StringComparer.Ordinal) { [words.Language] = texts },
                    Details: null,
                    BasedOn: null
                ),
                actor,
                cancellation
            );
        }

        return new AddedAttachment(AttachmentKind.Picture, picture.Name, picture.Fault?.ToString());
    }

    private static string? Shortened(string? text, int longest) => text?.Length > longest ? $"{text[..(longest - 1)]}…" : text;
}

public enum AttachmentKind
{
    Picture,
    File,
}

/// <param name="Language">Code of the language of the words.</param>
public sealed record AttachmentWords(string Language, string? Alt, string? Caption);

/// <param name="Name">In the library; null where it was refused.</param>
/// <param name="Fault">Why it was refused, in English.</param>
public sealed record AddedAttachment(AttachmentKind Kind, string? Name, string? Fault);
