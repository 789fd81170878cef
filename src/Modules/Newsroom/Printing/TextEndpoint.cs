using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Concord.Newsroom.Printing;

/// <summary><c>/{lang}/text/{slug}.txt</c>: a statement as the plain text of which its PDF names the hash.</summary>
internal static class TextEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/{lang:lang}/text/{slug}.txt", [HttpMethods.Get, HttpMethods.Head], SendAsync)
            .WithMetadata(new CachedResponseAttribute())
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        string lang,
        string slug,
        StatementFiles files,
        CacheTags tags,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        tags.Add($"document:{slug}");
        if (await files.FindAsync(slug, lang, cancellation) is not { } file)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(
            file.Text.Bytes,
            "text/plain; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{file.Text.Hash}\"")
        );
    }
}
