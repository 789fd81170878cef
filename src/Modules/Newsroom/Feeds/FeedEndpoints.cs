using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Newsroom.Feeds;

/// <summary>
/// <c>/{lang}/feed.{format}</c> for everything and <c>/{lang}/statements/feed.{format}</c> for statements, as <c>atom</c>,
/// <c>rss</c> and <c>json</c>.
/// </summary>
internal static class FeedEndpoints
{
    public static readonly IReadOnlyList<string> Formats = ["atom", "rss", "json"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var format in Formats)
        {
            Map(endpoints, $"/{{lang:lang}}/feed.{format}", "news", format);
            Map(endpoints, $"/{{lang:lang}}/statements/feed.{format}", "statements", format);
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string pattern, string list, string format) =>
        endpoints
            .MapMethods(
                pattern,
                [HttpMethods.Get, HttpMethods.Head],
                async (string lang, HttpRequest request, ReadFeed read, LanguageSet languages, CancellationToken cancellation) =>
                {
                    var path = pattern.Replace("{lang:lang}", lang, StringComparison.Ordinal);
                    var feed = await read.RunAsync(request, languages.Find(lang)!, list, format, path, cancellation);
                    var (content, type) = WriteFeed.Write(feed);
                    return TypedResults.Bytes(content, type);
                }
            )
            .WithMetadata(new CachedResponseAttribute())
            .ExcludeFromDescription();
}
