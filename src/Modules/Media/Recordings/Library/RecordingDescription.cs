using System.Security.Cryptography;
using System.Text.Json;
using Concord.Media.Library;

namespace Concord.Media.Recordings.Library;

/// <summary>What is said about a recording in all languages.</summary>
/// <param name="FileName">For the team.</param>
/// <param name="Credit">Shown to readers.</param>
/// <param name="Rights">For the team.</param>
/// <param name="Consent">For the team.</param>
internal sealed record RecordingDescription(string FileName, string? Credit, string? Rights, string? Consent)
{
    public bool IsWithinLimits =>
        FileName.Length > 0
        && (Credit?.Length ?? 0) <= PictureDescription.MaxCredit
        && (Rights?.Length ?? 0) <= PictureDescription.MaxNote
        && (Consent?.Length ?? 0) <= PictureDescription.MaxNote;

    public static RecordingDescription Of(Recording recording) =>
        new(recording.FileName, recording.Credit, recording.Rights, recording.Consent);

    /// <summary>Differs whenever anything differs that the form changes.</summary>
    public string Digest =>
        DigestOf(
            new
            {
                FileName,
                Credit,
                Rights,
                Consent,
            }
        );

    /// <summary>Differs whenever anything differs that a person can change.</summary>
    /// <param name="recording">With its texts.</param>
    public static string DigestOf(Recording recording) =>
        DigestOf(
            new
            {
                recording.FileName,
                recording.Credit,
                recording.Rights,
                recording.Consent,
                recording.Poster,
                Texts = recording
                    .Texts.Where(texts => texts.Captions is not null || texts.Transcript is not null)
                    .OrderBy(texts => texts.Language, StringComparer.Ordinal)
                    .Select(texts => new[] { texts.Language, texts.Captions, texts.Transcript }),
            }
        );

    /// <summary>Differs whenever the texts of one language differ.</summary>
    public static string DigestOf(RecordingTexts? texts) => DigestOf(new { texts?.Captions, texts?.Transcript });

    private static string DigestOf<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)))[..32];
}
