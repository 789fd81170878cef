using System.Security.Cryptography;

namespace Concord.Media.Files;

/// <summary>A file as it is served. Its name is the digest of its content, so it never changes.</summary>
internal sealed class MediaFile
{
    /// <summary>The first 32 hexadecimal digits of the SHA-256 of <see cref="Content"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>Media type.</summary>
    public required string Type { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    public required byte[] Content { get; init; }

    public static string DigestOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..32];
}

/// <summary>A picture in all its languages.</summary>
internal sealed class Picture
{
    public required string Name { get; init; }

    /// <summary>Pixels, upright, for the aspect ratio: the page reserves the space before the picture is there.</summary>
    public required int Width { get; set; }

    public required int Height { get; set; }

    public required string SourceDigest { get; set; }

    /// <summary>Shown to readers: who made it.</summary>
    public string? Credit { get; set; }

    /// <summary>For the team: who owns it, and what may be done with it.</summary>
    public string? Rights { get; set; }

    /// <summary>For the team: who is shown, and how they consented.</summary>
    public string? Consent { get; set; }

    /// <summary>Percent of the width from the left, and of the height from the top: what a crop keeps. Null is the middle.</summary>
    public int? FocusX { get; set; }

    public int? FocusY { get; set; }

    /// <summary>The name of the file that was uploaded, for the team: it may name a person or a place. Null for an import.</summary>
    public string? FileName { get; set; }

    /// <summary>UTC; when it was uploaded. Null for an import.</summary>
    public DateTime? UploadedAt { get; set; }

    /// <summary>Who uploaded it. Null for an import.</summary>
    public string? UploadedBy { get; set; }

    /// <summary>The 64 bits of <see cref="Rendering.PictureLikeness"/>; null for a drawing, and where none was computed.</summary>
    public long? Likeness { get; set; }

    /// <summary>
    /// <see cref="Library.PictureDescription.DigestOf"/> after the last import. Where it differs now, a person changed what is said
    /// about the picture, and an import leaves the picture alone. Null where it never was imported.
    /// </summary>
    public string? ImportedDigest { get; set; }

    public List<PictureEdition> Editions { get; } = [];
}

/// <summary>A picture in one language, with its labels and alternative text.</summary>
internal sealed class PictureEdition
{
    public required string Picture { get; init; }

    public required string Language { get; init; }

    /// <summary>Digest of the file that every browser can show.</summary>
    public required string File { get; set; }

    /// <summary>Media type of <see cref="File"/>.</summary>
    public required string Type { get; set; }

    /// <summary>
    /// Digest of the photograph without loss and without metadata, from which its renditions are made and which is never
    /// served; null for a drawing, and where none is kept.
    /// </summary>
    public string? Master { get; set; }

    public required string Alt { get; set; }

    public string? Caption { get; set; }

    /// <summary>Empty for a drawing, which is one file for every size.</summary>
    public List<PictureRendition> Renditions { get; } = [];

    /// <summary>The photograph cut for lists; empty where it has their shape, and for a drawing.</summary>
    public List<PictureCrop> Crops { get; } = [];
}

/// <summary>A photograph cut to the shape of lists around its main point, in one language, format and size.</summary>
internal sealed class PictureCrop
{
    public required string Picture { get; init; }

    public required string Language { get; init; }

    /// <summary>Media type; <c>image/jpeg</c> once, for every browser.</summary>
    public required string Type { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Digest of the file.</summary>
    public required string File { get; set; }
}

/// <summary>A photograph in one language, format and size.</summary>
internal sealed class PictureRendition
{
    public required string Picture { get; init; }

    public required string Language { get; init; }

    /// <summary>Media type.</summary>
    public required string Type { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Digest of the file.</summary>
    public required string File { get; set; }
}
