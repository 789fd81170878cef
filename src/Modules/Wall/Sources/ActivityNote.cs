using System.Text.Json;
using Concord.FeedReading;
using Concord.FeedReading.Text;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// An ActivityStreams 2.0 object that counts as a post: a Note, an Article, a Page. In JSON-LD one value and a list of one
/// are the same, and a text may be given by language only.
/// </summary>
/// <param name="note">The object itself, not the activity around it.</param>
internal sealed class ActivityNote(JsonElement note, string? actorName)
{
    private static readonly string[] Types = ["Note", "Article", "Page", "Event", "Video", "Image", "Audio", "Question"];
    private static readonly string[] Everybody = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

    public string? Id => note.Id("id");

    /// <summary>A tombstone that a server leaves where a post was.</summary>
    public bool IsTombstone => IsOf(note, "Tombstone");

    public bool IsPost => Types.Any(type => IsOf(note, type));

    public string Type => string.Join(", ", note.Items("type").Select(type => type.Text()).OfType<string>());

    /// <summary>Public, and not a reply.</summary>
    public bool IsPublicPost =>
        IsPost
        && Id is not null
        && !note.Items("inReplyTo").Exists(to => to.Text() is not "")
        && note.Items("to").Concat(note.Items("cc")).Select(name => name.Text() ?? name.Text("id")).Intersect(Everybody).Any();

    /// <summary>A short text's summary is its warning; that of an article is an excerpt.</summary>
    private bool HasExcerpt => !IsOf(note, "Note") && !IsOf(note, "Question");

    private bool IsSensitive => note.IsTrue("sensitive");

    public static bool IsOf(JsonElement thing, string type) => thing.Items("type").Exists(one => one.Text() == type);

    /// <returns>What was left out of a post that is stored.</returns>
    public IEnumerable<PostFault> Faults()
    {
        if (note.Date("published") is null)
        {
            yield return new PostFault(Id, "Its date cannot be read.");
        }

        foreach (var file in note.Items("attachment").Where(file => FileOf(file) is null && LinkIn(file) is null))
        {
            yield return new PostFault(Id, $"An attachment was left out (type “{file.Text("type")}”).");
        }
    }

    public FetchedPost ToDraft()
    {
        var published = note.Date("published");
        var name = PlainText.OneLine(InSomeLanguage("name").Text ?? "");
        var (content, language) = InSomeLanguage("content");
        var summary = PlainText.OfHtml(InSomeLanguage("summary").Text ?? "");
        var text = PlainText.OfHtml(content ?? "");
        text = text.Length == 0 && HasExcerpt ? summary : text;
        text = name.Length == 0 || text.StartsWith(name, StringComparison.Ordinal) ? text : $"{name}\n{text}".Trim();
        text = PostText.WithPoll(text, note.Items("oneOf").Concat(note.Items("anyOf")).Select(answer => answer.Line("name")));
        text = note.Items("attachment").Select(LinkIn).Aggregate(text, PostText.WithLink);
        return new FetchedPost(Id!)
        {
            Link = LinkOf(note.Part("url")) ?? JsonParts.WebOnly(Id),
            Author = actorName,
            At = published,
            EditedAt = note.Date("updated") is { } updated && updated > published ? updated : null,
            Text = text,
            Warning = summary.Length > 0 && (!HasExcerpt || IsSensitive) ? summary : null,
            IsSensitive = IsSensitive,
            Language = language,
            Hashtags =
            [
                .. note.Items("tag")
                    .Where(tag => IsOf(tag, "Hashtag"))
                    .Select(tag => tag.Text("name")?.TrimStart('#'))
                    .OfType<string>(),
            ],
            Files = [.. FilesOf()],
            Quote = QuotedPost.Of(author: null, text: null, QuotedLink()),
        };
    }

    /// <summary>Four names are in use for the address of a quoted post (FEP-044f, FEP-e232, Misskey).</summary>
    private string? QuotedLink() =>
        note.Web("quote") ?? note.Web("quoteUrl") ?? note.Web("quoteUri") ?? note.Web("_misskey_quote");

    /// <summary>
    /// The text without a language, which most servers give; else that of the first language. Its language is known where
    /// there is one only, or where the text is the same.
    /// </summary>
    private (string? Text, string? Language) InSomeLanguage(string name)
    {
        var plain = note.Text(name) is { Length: > 0 } given ? given : null;
        var map = note.Part($"{name}Map");
        if (map.ValueKind != JsonValueKind.Object)
        {
            return (plain, null);
        }

        var texts = map.EnumerateObject()
            .Select(one => (Text: one.Value.Text(), Language: one.Name))
            .Where(one => one.Text is { Length: > 0 })
            .ToList();
        return plain is null ? (texts.Count > 0 ? texts[0] : (null, null))
            : texts is [var only] ? (plain, only.Language)
            : (plain, texts.Find(one => one.Text == plain).Language);
    }

    /// <summary>A film's own file is not copied: the wall shows its still and links to its page.</summary>
    private IEnumerable<PostFile> FilesOf()
    {
        var own = note.Items("image").Select(file => FileOf(file, "Image"));
        var attached = note.Items("attachment").Select(file => FileOf(file));
        var files = own.Concat(attached).OfType<PostFile>().DistinctBy(file => file.Address, StringComparer.Ordinal);
        var page = LinkOf(note.Part("url"));
        if (
            IsOf(note, "Video")
            && page is not null
            && note.Items("icon").Concat(note.Items("preview")).Select(FirstLink).LastOrDefault(link => link is not null)
                is { } still
        )
        {
            files = files.Prepend(new PostFile(page, "video/*", still, note.Line("name")));
        }

        return files;
    }

    private static string? FirstLink(JsonElement file) =>
        LinkOf(file.Part("url")) ?? JsonParts.WebOnly(file.Text("href") ?? file.Text());

    /// <summary>A page that the post links to as an attachment, as a card.</summary>
    private static string? LinkIn(JsonElement attachment) =>
        (IsOf(attachment, "Link") || IsOf(attachment, "Page") || IsOf(attachment, "Article"))
        && MediaTypeOf(attachment, kind: null) is null or "text/html"
            ? FirstLink(attachment)
            : null;

    /// <summary>An address, an object with one, or a list of either; the page is preferred to the file.</summary>
    private static string? LinkOf(JsonElement url) =>
        url.ValueKind switch
        {
            JsonValueKind.String => JsonParts.WebOnly(url.Text()),
            JsonValueKind.Object => JsonParts.WebOnly(url.Text("href") ?? url.Text("url")),
            JsonValueKind.Array => url.EnumerateArray()
                .OrderByDescending(one => one.Text("mediaType") == "text/html")
                .Select(LinkOf)
                .FirstOrDefault(link => link is not null),
            _ => null,
        };

    /// <param name="kind">What it is where it does not say so itself.</param>
    private static PostFile? FileOf(JsonElement file, string? kind = null)
    {
        var type = MediaTypeOf(file, kind);
        return FirstLink(file) is { } address && type is not null && type != "text/html"
            ? new PostFile(address, type, Still: null, file.Line("name") ?? file.Line("summary"))
            : null;
    }

    private static string? MediaTypeOf(JsonElement file, string? kind)
    {
        var stated =
            file.Text("mediaType")
            ?? file.Items("url").Select(link => link.Text("mediaType")).FirstOrDefault(type => type is not null);
        return MediaTypes.Of(stated, FirstLink(file) ?? "")
            ?? (
                IsOf(file, "Image") || kind == "Image" ? "image/*"
                : IsOf(file, "Video") ? "video/*"
                : IsOf(file, "Audio") ? "audio/*"
                : null
            );
    }
}
