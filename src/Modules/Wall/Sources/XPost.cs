using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Concord.FeedReading.Text;

namespace Concord.Wall.Sources;

/// <summary>A post of the X API v2 with the objects included in its response.</summary>
internal sealed class XPost(JsonElement post, JsonElement includes, string name)
{
    public bool IsPost => post.Text("id") is { Length: > 0 } && post.Text("text") is not null;

    public string Id => post.Text("id")!;

    /// <summary>Each edit has a new id at X; the first one stays the post's id here.</summary>
    private string FirstId => Versions.FirstOrDefault() ?? Id;

    private List<string> Versions => [.. post.Items("edit_history_tweet_ids").Select(id => id.Text()).OfType<string>()];

    public FetchedPost ToDraft()
    {
        // A text longer than 280 characters is in a note, whole and with its own entities.
        var note = post.Part("note_tweet");
        var isNote = note.Text("text") is not null;
        var entities = isNote ? note.Part("entities") : post.Part("entities");
        // The API escapes &, < and > as HTML does.
        var text = WebUtility.HtmlDecode(isNote ? note.Text("text")! : post.Text("text")!);
        var links = entities.Items("urls").Where(link => link.Text("url") is { Length: > 0 }).ToList();
        DateTimeOffset? at = DateTimeOffset.TryParse(
            post.Text("created_at"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var parsed
        )
            ? parsed
            : null;
        return new FetchedPost(FirstId)
        {
            Link = $"https://x.com/{Uri.EscapeDataString(name)}/status/{Uri.EscapeDataString(Id)}",
            Author = includes
                .Items("users")
                .Where(user => user.Text("id") == post.Text("author_id"))
                .Select(user => user.Text("name"))
                .FirstOrDefault(shown => !string.IsNullOrWhiteSpace(shown))
                is { } author
                ? PlainText.OneLine(author)
                : name,
            At = at,
            EditedAt = Versions.Count > 1 ? at : null,
            Text = PlainText.Tidy(Expanded(text, links)),
            Language = post.Text("lang") is { } language and not ("und" or "zxx" or "qme" or "qht") ? language : null,
            Hashtags =
            [
                .. entities
                    .Items("hashtags")
                    .Select(tag => tag.Text("tag"))
                    .OfType<string>()
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Files = [.. FilesOf()],
        };
    }

    /// <summary>Replaces each short link by its target; links to the post's own pictures are removed.</summary>
    private static string Expanded(string text, List<JsonElement> links)
    {
        var expanded = new StringBuilder(text);
        foreach (var link in links)
        {
            var shortened = link.Text("url")!;
            var address = JsonParts.WebOnly(link.Text("unwound_url")) ?? link.Web("expanded_url") ?? shortened;
            expanded.Replace(shortened, link.Text("media_key") is null ? address : "");
        }

        return expanded.ToString().Trim();
    }

    private IEnumerable<PostFile> FilesOf()
    {
        var keys = post.Part("attachments").Items("media_keys").Select(key => key.Text()).ToHashSet(StringComparer.Ordinal);
        foreach (var file in includes.Items("media").Where(file => keys.Contains(file.Text("media_key"))))
        {
            var words = file.Text("alt_text") is { Length: > 0 } alt ? PlainText.OneLine(alt) : null;
            if (file.Text("type") == "photo")
            {
                if (file.Web("url") is { } picture)
                {
                    yield return new PostFile(picture, "image/*", Still: null, words);
                }
            }
            else if (file.Web("preview_image_url") is { } still)
            {
                // The film itself is not copied: the wall shows its still and links to it.
                yield return new PostFile(
                    $"https://x.com/{Uri.EscapeDataString(name)}/status/{Uri.EscapeDataString(Id)}",
                    "video/*",
                    still,
                    words
                );
            }
        }
    }
}
