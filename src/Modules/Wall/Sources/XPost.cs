using System.Net;
using System.Text;
using System.Text.Json;
using Concord.FeedReading.Text;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>A post of the X API v2 with the objects included in its response.</summary>
internal sealed class XPost(JsonElement post, JsonElement includes, string name)
{
    public bool IsPost => post.Id("id") is not null && post.Text("text") is not null;

    public string Id => post.Id("id")!;

    /// <summary>Each edit has a new id at X; the first one stays the post's id here.</summary>
    private string FirstId => Versions.FirstOrDefault() ?? Id;

    /// <summary>Empty where the history does not contain the post itself.</summary>
    private List<string> Versions
    {
        get
        {
            var history = post.Items("edit_history_tweet_ids").Select(id => id.Id()).OfType<string>().ToList();
            return history.Contains(Id, StringComparer.Ordinal) ? history : [];
        }
    }

    public FetchedPost ToDraft()
    {
        // A text longer than 280 characters is in a note, whole and with its own entities.
        var note = post.Part("note_tweet");
        var isNote = note.Text("text") is not null;
        var entities = isNote ? note.Part("entities") : post.Part("entities");
        // The API escapes &, < and > as HTML does.
        var text = WebUtility.HtmlDecode(isNote ? note.Text("text")! : post.Text("text")!);
        var links = entities.Items("urls").Where(link => link.Text("url") is { Length: > 0 }).ToList();
        var at = post.Date("created_at");
        return new FetchedPost(FirstId)
        {
            Link = $"https://x.com/{Uri.EscapeDataString(name)}/status/{Uri.EscapeDataString(Id)}",
            Author = AuthorOf(post) ?? name,
            At = at,
            EditedAt = Versions.Count > 1 ? at : null,
            Text = PostText.WithPoll(PlainText.Tidy(Expanded(text, links, QuotedId)), PollAnswers()),
            Language = LanguageOf(post.Text("lang")),
            Hashtags =
            [
                .. entities
                    .Items("hashtags")
                    .Select(tag => tag.Text("tag"))
                    .OfType<string>()
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Files = [.. FilesOf()],
            IsSensitive = post.IsTrue("possibly_sensitive"),
            Quote = QuoteOf(),
        };
    }

    /// <returns>What was left out of a post that is stored.</returns>
    public IEnumerable<PostFault> Faults()
    {
        if (post.Date("created_at") is null)
        {
            yield return new PostFault(FirstId, "Its date cannot be read.");
        }

        for (var missing = MediaKeys.Count - FilesOf().Count(); missing > 0; missing--)
        {
            yield return new PostFault(FirstId, "A picture or film was left out; X does not give its address.");
        }
    }

    private string? AuthorOf(JsonElement one) =>
        includes
            .Items("users")
            .Where(user => user.Id("id") is { } id && id == one.Id("author_id"))
            .Select(user => user.Line("name"))
            .FirstOrDefault(shown => shown is not null);

    private string? QuotedId => post.Items("referenced_tweets").Find(one => one.Text("type") == "quoted").Id("id");

    private List<string> MediaKeys =>
        [
            .. post.Part("attachments")
                .Items("media_keys")
                .Select(key => key.Id())
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>
    /// X gives codes of its own, from the range for private use, to posts without words (<c>qme</c>), and some that were
    /// replaced in 1989.
    /// </summary>
    private static string? LanguageOf(string? code) =>
        code switch
        {
            null or "" or "und" or "zxx" or ['q', >= 'a' and <= 't', _] => null,
            "iw" => "he",
            "in" => "id",
            "ji" => "yi",
            _ => code,
        };

    private QuotedPost? QuoteOf()
    {
        if (QuotedId is not { } reference)
        {
            return null;
        }

        var quoted = includes.Items("tweets").Find(one => one.Id("id") == reference);
        return QuotedPost.Of(
            AuthorOf(quoted),
            PlainText.Tidy(WebUtility.HtmlDecode(quoted.Part("note_tweet").Text("text") ?? quoted.Text("text") ?? "")),
            $"https://x.com/i/status/{Uri.EscapeDataString(reference)}"
        );
    }

    private IEnumerable<string?> PollAnswers()
    {
        var polls = post.Part("attachments")
            .Items("poll_ids")
            .Select(id => id.Id())
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return includes
            .Items("polls")
            .Where(poll => poll.Id("id") is { } id && polls.Contains(id))
            .SelectMany(poll => poll.Items("options").OrderBy(option => option.Number("position")))
            .Select(option => option.Line("label"));
    }

    /// <summary>
    /// Replaces each short link by its target; links to the post's own pictures and to the post it quotes are removed.
    /// </summary>
    private static string Expanded(string text, List<JsonElement> links, string? quoted)
    {
        var expanded = new StringBuilder(text);
        // Longer ones first: one may begin like another.
        foreach (var link in links.OrderByDescending(link => link.Text("url")!.Length))
        {
            var shortened = link.Text("url")!;
            var address = JsonParts.WebOnly(link.Text("unwound_url")) ?? link.Web("expanded_url") ?? shortened;
            var isShown =
                link.Text("media_key") is not null
                || (quoted is not null && address.EndsWith($"/status/{quoted}", StringComparison.Ordinal));
            expanded.Replace(shortened, isShown ? "" : address);
        }

        return expanded.ToString().Trim();
    }

    private IEnumerable<PostFile> FilesOf()
    {
        var included = includes.Items("media");
        foreach (
            var file in MediaKeys
                .Select(key => included.Find(file => file.Id("media_key") == key))
                .Where(file => file.ValueKind == JsonValueKind.Object)
        )
        {
            var words = file.Line("alt_text");
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
