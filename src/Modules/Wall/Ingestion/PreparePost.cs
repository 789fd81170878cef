using Concord.Foundation.OutboundHttp;
using Concord.Media;
using Concord.Wall.Sources;
using Concord.Wall.Text;
using Microsoft.Extensions.Logging;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Prepares a fetched post for storage: cleans its text, expands its links, detects its language, fetches and re-encodes its
/// pictures. Uses the network, not the database.
/// </summary>
internal sealed partial class PreparePost(
    ShortLinks links,
    PostLanguageDetector languages,
    OutboundHttpClient client,
    ILogger<PreparePost> log
)
{
    private const int MaxPictures = 4;
    private const int MaxPictureBytes = 16 << 20;

    /// <summary>Addresses of the pictures that a post shows: its own, and the stills of its films.</summary>
    public static IEnumerable<string> AddressesOf(FetchedPost draft) =>
        draft.Files.Select(AddressOf).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <param name="kept">Addresses of pictures that are stored already.</param>
    public async Task<PreparedPost> RunAsync(
        FetchedPost draft,
        IReadOnlyCollection<string> kept,
        PictureBudget budget,
        CancellationToken cancellation
    )
    {
        var text = CleanText.Of(await links.ExpandAsync(CleanText.Of(draft.Text), cancellation));
        var pictures = new List<PreparedPicture>();
        var max = MaxPictures - AddressesOf(draft).Count(kept.Contains);
        foreach (var file in draft.Files)
        {
            if (
                pictures.Count < max
                && AddressOf(file) is { } address
                && !kept.Contains(address)
                && await FetchAsync(address, budget, cancellation) is { } drawn
            )
            {
                var film = IsPicture(file) ? null : draft.Link ?? file.Address;
                pictures.Add(new PreparedPicture(drawn, CleanText.Of(file.Description ?? ""), film, address));
            }
        }

        return new PreparedPost(
            draft,
            PostDigest.Of(draft),
            text,
            draft.Warning is { } warning ? CleanText.Of(warning) : null,
            LanguageOf(text, draft),
            pictures
        );
    }

    /// <summary>A post whose language cannot be told is stored all the same, without one.</summary>
    private string LanguageOf(string text, FetchedPost draft)
    {
        try
        {
            return languages.Detect(text, draft.Language);
        }
#pragma warning disable CA1031 // A library that cannot read one text must not lose the post.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            NoLanguage(log, failure, draft.Id);
            return "";
        }
    }

    private static bool IsPicture(PostFile file) => file.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    public static string? AddressOf(PostFile file) => IsPicture(file) ? file.Address : file.Still;

    /// <returns>Null where it cannot be fetched or decoded; the post is stored without it.</returns>
    private async Task<RenderedPicture?> FetchAsync(string from, PictureBudget budget, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(from, UriKind.Absolute, out var address) || !budget.Allows(address))
        {
            return null;
        }

        try
        {
            var answer = await client.GetAsync(
                new FetchRequest(address) { Accept = "image/avif,image/webp,image/png,image/jpeg", MaxBytes = MaxPictureBytes },
                cancellation
            );
            if (answer.Outcome == FetchOutcome.Unreachable)
            {
                budget.Exclude(address);
            }

            return answer.Outcome == FetchOutcome.Fetched
                ? (await MediaStore.RenderAsync(answer.Content, cancellation)).Picture
                : null;
        }
#pragma warning disable CA1031 // A picture that cannot be read must not lose the post.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NoPicture(log, failure, address);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The language of the post {Post} could not be detected.")]
    private static partial void NoLanguage(ILogger log, Exception failure, string post);

    [LoggerMessage(2, LogLevel.Warning, "The picture at {Address} could not be rendered.")]
    private static partial void NoPicture(ILogger log, Exception failure, Uri address);
}

/// <summary>A post ready to be stored.</summary>
/// <param name="Digest">Of what its source returned.</param>
/// <param name="Language">Primary tag; empty where it is not known.</param>
internal sealed record PreparedPost(
    FetchedPost Draft,
    string Digest,
    string Text,
    string? Warning,
    string Language,
    IReadOnlyList<PreparedPicture> Pictures
);

/// <param name="Film">Address of the film that this is a still of.</param>
/// <param name="Address">Where it was fetched; null where a person uploaded it.</param>
internal sealed record PreparedPicture(RenderedPicture Drawn, string Alt, string? Film, string? Address);
