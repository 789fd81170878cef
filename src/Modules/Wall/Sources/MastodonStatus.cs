using System.Text.Json;
using Concord.FeedReading.Text;

namespace Concord.Wall.Sources;

/// <summary>A status of the Mastodon API (docs.joinmastodon.org, entities/Status), as far as the wall needs it.</summary>
internal sealed record MastodonStatus(
    string Id,
    string? Uri,
    string? Url,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    string? Content,
    string? SpoilerText,
    string? Language,
    string? Visibility,
    MastodonAccount? Account,
    IReadOnlyList<MastodonTag>? Tags,
    IReadOnlyList<MastodonFile>? MediaAttachments
)
{
    private static readonly JsonSerializerOptions Shape = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public bool IsPublic => Visibility is null or "public" or "unlisted";

    /// <returns>Null where the object is not a status; such objects are skipped one by one, since compatible servers
    /// differ.</returns>
    public static MastodonStatus? Read(JsonElement element)
    {
        try
        {
            return element.Deserialize<MastodonStatus>(Shape) is { Id.Length: > 0 } status ? status : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public FetchedPost ToDraft()
    {
        var text = PlainText.OfHtml(Content ?? "");
        return new FetchedPost(Uri is { Length: > 0 } ? Uri : Id)
        {
            Link = JsonParts.WebOnly(Url),
            Author = PlainText.OneLine(Account?.DisplayName is { Length: > 0 } name ? name : Account?.Acct ?? "")
                is { Length: > 0 } author
                ? author
                : null,
            At = CreatedAt,
            EditedAt = EditedAt,
            Text = text,
            Warning = string.IsNullOrWhiteSpace(SpoilerText) ? null : PlainText.OneLine(SpoilerText),
            Language = Language,
            Hashtags = [.. (Tags ?? []).Select(tag => tag.Name).OfType<string>()],
            Files = [.. (MediaAttachments ?? []).Select(FileOf).OfType<PostFile>()],
        };
    }

    private static PostFile? FileOf(MastodonFile file)
    {
        var type = file.Type switch
        {
            "image" => "image/*",
            "video" or "gifv" => "video/*",
            "audio" => "audio/*",
            _ => null,
        };
        return JsonParts.WebOnly(file.Url) is { } address
            ? new PostFile(address, type, type == "video/*" ? JsonParts.WebOnly(file.PreviewUrl) : null, file.Description)
            : null;
    }
}

internal sealed record MastodonAccount(string? Id, string? Acct, string? DisplayName);

internal sealed record MastodonTag(string? Name);

internal sealed record MastodonFile(string? Type, string? Url, string? PreviewUrl, string? Description);
