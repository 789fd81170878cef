using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Newsroom.Embeds;

/// <summary><c>/desk/{lang}/embeds/{scheme}?q=</c>: what a writer can embed, as JSON.</summary>
internal static class EmbedEndpoint
{
    private const int MaxQuery = 100;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/desk/{lang:lang}/embeds/{scheme}", FindAsync)
            .RequireAuthorization(DeskPolicies.Read)
            .ExcludeFromDescription();

    private static async Task<IResult> FindAsync(
        string scheme,
        string? q,
        IEnumerable<IEmbed> sorts,
        Localizer localizer,
        CancellationToken cancellation
    )
    {
        if (sorts.FirstOrDefault(one => one.Scheme == scheme) is not { } sort)
        {
            return TypedResults.NotFound();
        }

        var query = q?.Trim() ?? "";
        return TypedResults.Json(
            query.Length > MaxQuery ? [] : await sort.FindChoicesAsync(query, localizer.Language, cancellation)
        );
    }
}
