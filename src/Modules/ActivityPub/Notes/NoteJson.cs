using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.ActivityPub.Actors;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Text;
using Concord.Media;

namespace Concord.ActivityPub.Notes;

/// <summary>Posts and what happens to them, in the words of ActivityStreams 2.0.</summary>
internal sealed class NoteJson(LanguageSet languages)
{
    public const string Everybody = "https://www.w3.org/ns/activitystreams#Public";
    public const string Context = "https://www.w3.org/ns/activitystreams";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What readers of a post see; two of the same need no update.</summary>
    public static string FingerprintOf(PublishedDocument document, PagePicture? picture) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new object?[]
                    {
                        document.Title,
                        document.Summary,
                        document.Path,
                        document.SummaryOf,
                        document.Revision,
                        picture?.Address,
                        picture?.Alt,
                    }
                )
            )
        );

    public Dictionary<string, object?> Note(
        LocalActor actor,
        PublishedNote note,
        PublishedDocument document,
        PagePicture? picture
    )
    {
        var (url, content) = (actor.Site + document.Path, ContentOf(actor, document));
        var json = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = actor.NoteAddress(note.Id),
            ["type"] = "Note",
            ["attributedTo"] = actor.Address,
            ["to"] = new[] { Everybody },
            ["cc"] = new[] { actor.Followers },
            ["published"] = Date(note.PublishedAt),
            ["url"] = url,
            ["content"] = content,
            ["contentMap"] = new Dictionary<string, string>(StringComparer.Ordinal) { [actor.Language.Code] = content },
            ["sensitive"] = false,
        };
        if (note is { ChangedAt: { } changed })
        {
            json["updated"] = Date(changed);
        }

        if (picture is { IsPhotograph: true })
        {
            json["attachment"] = new[]
            {
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["type"] = "Image",
                    ["mediaType"] = "image/jpeg",
                    ["url"] = actor.Site + picture.Address,
                    ["name"] = picture.Alt,
                    ["width"] = picture.Width,
                    ["height"] = picture.Height,
                },
            };
        }

        return json;
    }

    public static Dictionary<string, object?> Create(LocalActor actor, PublishedNote note, Dictionary<string, object?> json) =>
        Activity(actor, "Create", $"{actor.NoteAddress(note.Id)}/activity", json, json["published"]!);

    public static Dictionary<string, object?> Update(LocalActor actor, PublishedNote note, Dictionary<string, object?> json) =>
        Activity(
            actor,
            "Update",
            $"{actor.NoteAddress(note.Id)}#update-{note.ChangedAt!.Value.Ticks.ToString(CultureInfo.InvariantCulture)}",
            json,
            json["updated"]!
        );

    public static Dictionary<string, object?> Delete(LocalActor actor, PublishedNote note) =>
        Activity(
            actor,
            "Delete",
            $"{actor.NoteAddress(note.Id)}#delete",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = actor.NoteAddress(note.Id),
                ["type"] = "Tombstone",
            },
            Date(note.ChangedAt!.Value)
        );

    /// <param name="follow">Id of the Follow.</param>
    /// <param name="follower">Address of the follower.</param>
    public static Dictionary<string, object?> Accept(LocalActor actor, Guid id, string follow, string follower) =>
        new(StringComparer.Ordinal)
        {
            ["@context"] = Context,
            ["id"] = $"{actor.Address}#accept-{id:N}",
            ["type"] = "Accept",
            ["actor"] = actor.Address,
            ["to"] = new[] { follower },
            ["object"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["id"] = follow,
                ["type"] = "Follow",
                ["actor"] = follower,
                ["object"] = actor.Address,
            },
        };

    public static string Write(Dictionary<string, object?> json) => JsonSerializer.Serialize(json, Options);

    private static Dictionary<string, object?> Activity(LocalActor actor, string type, string id, object about, object at) =>
        new(StringComparer.Ordinal)
        {
            ["@context"] = Context,
            ["id"] = id,
            ["type"] = type,
            ["actor"] = actor.Address,
            ["published"] = at,
            ["to"] = new[] { Everybody },
            ["cc"] = new[] { actor.Followers },
            ["object"] = about,
        };

    private string ContentOf(LocalActor actor, PublishedDocument document)
    {
        var localizer = new Localizer(actor.Language, languages, HtmlText.Encoder);
        var url = actor.Site + document.Path;
        var content = new StringBuilder();
        content.Append("<p><strong>").Append(HtmlText.Encode(document.Title)).Append("</strong></p>");
        content.Append("<p>").Append(HtmlText.Encode(document.Summary)).Append("</p>");
        if (document.SummaryOf is { } original)
        {
            content
                .Append("<p>")
                .Append(HtmlText.Encode(localizer.Fill("activitypub.summary-of", ("name", original))))
                .Append("</p>");
        }

        return content
            .Append("<p><a href=\"")
            .Append(HtmlText.Encode(url))
            .Append("\">")
            .Append(HtmlText.Encode(actor.Host + document.Path))
            .Append("</a></p>")
            .ToString();
    }

    private static string Date(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
