using System.Text;
using Concord.Foundation.Languages;
using Concord.Visits.Counting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Visits.Endpoints;

/// <summary>The script that asks for consent, and <c>POST /visits</c> with the path of the page that was opened.</summary>
internal static class VisitsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        if (!endpoints.ServiceProvider.GetRequiredService<VisitsOptions>().Counted)
        {
            return;
        }

        endpoints.MapPost("/visits", TakeAsync).ExcludeFromDescription();
        VisitsScript.Script.Map(endpoints);
    }

    private static async Task<IResult> TakeAsync(
        HttpRequest request,
        VisitCounter visits,
        LanguageSet languages,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        // A page of another site must not count visits here.
        if (request.Headers["Sec-Fetch-Site"] is [{ } from] && from != "same-origin")
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        var path = await ReadAsync(request.Body, cancellation);
        if (path is null || !VisitPath.IsPage(path, languages))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        visits.Count(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), path);
        return TypedResults.NoContent();
    }

    /// <returns>Null for what is longer than any counted path.</returns>
    private static async Task<string?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[VisitPath.MaxLetters + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length == buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
