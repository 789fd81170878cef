using System.Security.Cryptography;
using System.Text.Json;
using Concord.Foundation.Outside;
using Concord.Wall.Sources;
using Concord.Wall.Text;

namespace Concord.Wall.Intake;

/// <summary>
/// Makes of a draft what can be kept: its text cleaned, its links written out, its language told, its pictures fetched. Asks
/// the network, and touches no database.
/// </summary>
internal sealed class PrepareDraft(ShortLinks links, LanguageOfText languages, GuardedClient client)
{
    private const int MostPictures = 4;
    private const int MostPictureBytes = 16 << 20;

    /// <summary>What of a draft decides whether its post was changed at its source.</summary>
    public static string DigestOf(PostDraft draft) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        draft.Text,
                        draft.Warning,
                        draft.Link,
                        Files = draft.Files.Select(file => file.Address),
                    }
                )
            )
        );

    public async Task<ReadyPost> RunAsync(PostDraft draft, CancellationToken cancellation)
    {
        var text = CleanText.Of(await links.ExpandAsync(CleanText.Of(draft.Text), cancellation));
        var pictures = new List<ReadyPicture>();
        foreach (var file in draft.Files)
        {
            if (pictures.Count < MostPictures && await FetchAsync(file, draft.Link, cancellation) is { } picture)
            {
                pictures.Add(picture);
            }
        }

        return new ReadyPost(
            draft,
            DigestOf(draft),
            text,
            draft.Warning is { } warning ? CleanText.Of(warning) : null,
            languages.Tell(text, draft.Language),
            pictures
        );
    }

    /// <returns>Null where it shows nothing, or cannot be had: a post without its picture is better than none.</returns>
    private async Task<ReadyPicture?> FetchAsync(PostFile file, string? page, CancellationToken cancellation)
    {
        var isPicture = file.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;
        var shown = isPicture ? file.Address : file.Still;
        if (!Uri.TryCreate(shown, UriKind.Absolute, out var address))
        {
            return null;
        }

        var answer = await client.GetAsync(
            new FetchQuestion(address) { Accept = "image/avif,image/webp,image/png,image/jpeg", MostBytes = MostPictureBytes },
            cancellation
        );
        return answer.Outcome == FetchOutcome.Fetched
            ? new ReadyPicture(
                answer.Content.ToArray(),
                CleanText.Of(file.Description ?? ""),
                isPicture ? null : page ?? file.Address
            )
            : null;
    }
}

/// <summary>A post that can be kept.</summary>
/// <param name="Digest">Of what its source said.</param>
/// <param name="Language">Primary tag; empty where nobody can tell.</param>
internal sealed record ReadyPost(
    PostDraft Draft,
    string Digest,
    string Text,
    string? Warning,
    string Language,
    IReadOnlyList<ReadyPicture> Pictures
);

/// <param name="Film">Where the film can be seen, whose still this is.</param>
internal sealed record ReadyPicture(byte[] Content, string Alt, string? Film);
