using System.Security.Cryptography;
using System.Text.Json;
using Concord.Media.Library;

namespace Concord.Media.Downloads;

/// <summary>What is said about a file for download.</summary>
/// <param name="FileName">Under which readers save it.</param>
/// <param name="Rights">For the team.</param>
internal sealed record FileDescription(string FileName, string? Rights)
{
    public const int MaxFileName = 120;

    /// <summary>What a file system of a reader may refuse, or take for a path.</summary>
    private static readonly System.Buffers.SearchValues<char> Refused = System.Buffers.SearchValues.Create("/\\:*?\"<>|");

    public bool IsWithinLimits =>
        FileName.Length is > 4 and <= MaxFileName && (Rights?.Length ?? 0) <= PictureDescription.MaxNote;

    /// <summary>A name that readers can save; what a person's device calls a file may not be one.</summary>
    public static string CleanName(string? name)
    {
        var letters = (PictureTexts.Clean(name) ?? "").Where(letter => !Refused.Contains(letter));
        var clean = string.Concat(letters).Trim(' ', '.');
        var stem = clean.EndsWith(FileStore.Pdf, StringComparison.OrdinalIgnoreCase) ? clean[..^FileStore.Pdf.Length] : clean;
        stem = stem.Length > MaxFileName - FileStore.Pdf.Length ? stem[..(MaxFileName - FileStore.Pdf.Length)] : stem;
        // A character of two halves may have been cut.
        stem = stem.Length > 0 && char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem;
        return (stem.Trim(' ', '.') is { Length: > 0 } named ? named : "document") + FileStore.Pdf;
    }

    public static FileDescription Of(DownloadFile file) => new(file.FileName, file.Rights);

    /// <summary>Differs whenever anything differs that a person can change.</summary>
    public string Digest =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { FileName, Rights })))[..32];
}
