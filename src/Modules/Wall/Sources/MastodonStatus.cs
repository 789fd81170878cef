using System.Text.Json;
using Concord.FeedReading.Text;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// A status of the Mastodon API (docs.joinmastodon.org, entities/Status), as far as the wall needs it. Compatible servers
/// differ: a value of another type is treated as absent.
/// </summary>
internal sealed class MastodonStatus(JsonElement status)
{
    public string? Id => status.Id("id");

    public bool IsPublic => status.Text("visibility") is null or "" or "public" or "unlisted";

    /// <returns>What was left out of a status that is stored.</returns>
    public IEnumerable<PostFault> Faults()
    {
        if (status.Date("created_at") is null)
        {
            yield return new PostFault(Id, "Its date cannot be read.");
        }

        foreach (var file in status.Items("media_attachments").Where(file => FileOf(file) is null))
        {
            yield return new PostFault(Id, $"An attachment has no address that can be fetched (type “{file.Text("type")}”).");
        }
    }

    public FetchedPost ToDraft()
    {
        var account = status.Part("account");
        var text = PlainText.OfHtml(status.Text("content") ?? "");
        text = PostText.WithPoll(text, status.Part("poll").Items("options").Select(option => option.Line("title")));
        return new FetchedPost(status.Text("uri") is { Length: > 0 } uri ? uri : Id!)
        {
            Link = status.Web("url") ?? status.Web("uri"),
            Author = account.Line("display_name") ?? account.Line("acct"),
            At = status.Date("created_at"),
            EditedAt = status.Date("edited_at"),
            Text = PostText.WithLink(text, text.Length == 0 ? status.Part("card").Text("url") : null),
            Warning = status.Line("spoiler_text"),
            IsSensitive = status.IsTrue("sensitive"),
            Language = status.Text("language"),
            Hashtags = [.. status.Items("tags").Select(tag => tag.Text("name") ?? tag.Text()).OfType<string>()],
            Files = [.. status.Items("media_attachments").Select(FileOf).OfType<PostFile>()],
            Quote = QuoteOf(status.Part("quote")),
        };
    }

    /// <summary>Mastodon has the status within the quote, other servers have it directly.</summary>
    private static QuotedPost? QuoteOf(JsonElement quote)
    {
        var quoted = quote.Part("quoted_status") is { ValueKind: JsonValueKind.Object } within ? within : quote;
        return QuotedPost.Of(
            quoted.Part("account").Line("display_name") ?? quoted.Part("account").Line("acct"),
            PlainText.OfHtml(quoted.Text("content") ?? ""),
            quoted.Web("url") ?? quoted.Web("uri")
        );
    }

    private static PostFile? FileOf(JsonElement file)
    {
        if ((file.Web("url") ?? file.Web("remote_url")) is not { } address)
        {
            return null;
        }

        var type = file.Text("type") switch
        {
            "image" => "image/*",
            "video" or "gifv" => "video/*",
            "audio" => "audio/*",
            _ => FeedReading.MediaTypes.Of(stated: null, address),
        };
        return new PostFile(address, type, type == "video/*" ? file.Web("preview_url") : null, file.Line("description"));
    }
}
