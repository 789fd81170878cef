using System.Security.Cryptography;
using System.Text.Json;
using Concord.Media.Files;

namespace Concord.Media.Library;

/// <summary>What is said about a picture.</summary>
/// <param name="Texts">By language; languages that are not named keep theirs.</param>
/// <param name="Details">Null keeps them.</param>
/// <param name="BasedOn"><see cref="DigestOf"/> when the form was opened; null saves without looking.</param>
internal sealed record PictureDescription(
    IReadOnlyDictionary<string, PictureTexts> Texts,
    PictureDetails? Details,
    string? BasedOn
)
{
    public const int MaxAlt = 500;
    public const int MaxCaption = 500;
    public const int MaxCredit = 200;
    public const int MaxNote = 2000;

    public bool IsWithinLimits =>
        Texts.Values.All(texts => texts.Alt.Length <= MaxAlt && (texts.Caption?.Length ?? 0) <= MaxCaption)
        && (Details?.Credit?.Length ?? 0) <= MaxCredit
        && (Details?.Rights?.Length ?? 0) <= MaxNote
        && (Details?.Consent?.Length ?? 0) <= MaxNote
        && Details?.Focus is null or (>= 0 and <= 100, >= 0 and <= 100);

    /// <summary>Differs whenever anything differs that a person can change.</summary>
    public static string DigestOf(Picture picture) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        picture.Credit,
                        picture.Rights,
                        picture.Consent,
                        picture.FocusX,
                        picture.FocusY,
                        Texts = picture
                            .Editions.OrderBy(edition => edition.Language, StringComparer.Ordinal)
                            .Select(edition => new[] { edition.Language, edition.Alt, edition.Caption }),
                    }
                )
            )
        )[..32];
}

/// <param name="Alt">Plain words; empty where there are none yet.</param>
internal sealed record PictureTexts(string Alt, string? Caption)
{
    /// <summary>From a form: in one line, without space around it.</summary>
    public static PictureTexts Of(string? alt, string? caption) => new(Clean(alt) ?? "", Clean(caption));

    public static string? Clean(string? text) =>
        text is not null
        && string.Concat(text.ReplaceLineEndings(" ").Where(letter => !char.IsControl(letter))).Trim() is { Length: > 0 } clean
            ? clean
            : null;
}

/// <param name="Credit">Shown to readers.</param>
/// <param name="Rights">For the team.</param>
/// <param name="Consent">For the team.</param>
/// <param name="Focus">Percent from the left and from the top; null is the middle.</param>
internal sealed record PictureDetails(string? Credit, string? Rights, string? Consent, (int X, int Y)? Focus);
