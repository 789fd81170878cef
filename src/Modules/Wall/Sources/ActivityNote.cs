using System.Globalization;
using System.Text.Json;
using Concord.FeedReading.Text;

namespace Concord.Wall.Sources;

/// <summary>An ActivityStreams 2.0 object that counts as a post: a Note, an Article, a Page.</summary>
/// <param name="note">The object itself, not the activity around it.</param>
internal sealed class ActivityNote(JsonElement note, string? actorName)
{
    private static readonly string[] Types = ["Note", "Article", "Page", "Event", "Video", "Image", "Question"];
    private static readonly string[] Everybody = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

    public string? Id => note.Text("id");

    /// <summary>A tombstone that a server leaves where a post was.</summary>
    public bool IsTombstone => note.Text("type") == "Tombstone";

    /// <summary>Public, and not a reply.</summary>
    public bool IsPublicPost =>
        Types.Contains(note.Text("type"))
        && Id is { Length: > 0 }
        && note.Part("inReplyTo").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        && Named(note.Part("to")).Concat(Named(note.Part("cc"))).Intersect(Everybody).Any();

    public FetchedPost ToDraft()
    {
        var published = Moment("published");
        var name = PlainText.OneLine(note.Text("name") ?? "");
        var text = PlainText.OfHtml(note.Text("content") ?? "");
        return new FetchedPost(Id!)
        {
            Link = LinkOf(note.Part("url")) ?? JsonParts.WebOnly(Id),
            Author = actorName,
            At = published,
            EditedAt = Moment("updated") is { } updated && updated > published ? updated : null,
            Text = name.Length == 0 || text.StartsWith(name, StringComparison.Ordinal) ? text : $"{name}\n{text}".Trim(),
            Warning = note.Text("summary") is { Length: > 0 } summary ? PlainText.OfHtml(summary) : null,
            Language = LanguageOf(note.Part("contentMap")),
            Hashtags =
            [
                .. note.Items("tag")
                    .Where(tag => tag.Text("type") == "Hashtag")
                    .Select(tag => tag.Text("name")?.TrimStart('#'))
                    .OfType<string>(),
            ],
            Files = [.. note.Items("attachment").Select(FileOf).OfType<PostFile>()],
        };
    }

    /// <summary>A single name, or a list of names.</summary>
    private static IEnumerable<string> Named(JsonElement names) =>
        names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.Text()).OfType<string>()
        : names.Text() is { } one ? [one]
        : [];

    /// <summary>An address, an object with one, or a list of either; the page is preferred to the file.</summary>
    private static string? LinkOf(JsonElement url) =>
        url.ValueKind switch
        {
            JsonValueKind.String => JsonParts.WebOnly(url.Text()),
            JsonValueKind.Object => JsonParts.WebOnly(url.Text("href")),
            JsonValueKind.Array => url.EnumerateArray()
                .OrderByDescending(one => one.Text("mediaType") == "text/html")
                .Select(LinkOf)
                .FirstOrDefault(link => link is not null),
            _ => null,
        };

    /// <summary>Where the text is given for exactly one language, that is its language.</summary>
    private static string? LanguageOf(JsonElement map) =>
        map.ValueKind == JsonValueKind.Object && map.EnumerateObject().Select(one => one.Name).ToList() is [var only]
            ? only
            : null;

    private static PostFile? FileOf(JsonElement file)
    {
        var type = file.Text("mediaType") ?? (file.Text("type") == "Image" ? "image/*" : null);
        return LinkOf(file.Part("url")) is { } address && type is not null
            ? new PostFile(address, type, Still: null, file.Text("name") ?? file.Text("summary"))
            : null;
    }

    private DateTimeOffset? Moment(string name) =>
        DateTimeOffset.TryParse(note.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
