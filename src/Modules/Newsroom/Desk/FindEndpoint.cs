using Concord.Foundation.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Concord.Newsroom.Desk;

/// <summary><c>/desk/{lang}/find?q=</c>: documents by a part of a title or of the address, drafts included, as JSON.</summary>
internal static class FindEndpoint
{
    private const int Most = 8;
    private const int MaxQuery = 100;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/desk/{lang:lang}/find", FindAsync).RequireAuthorization(DeskPolicies.Read).ExcludeFromDescription();

    private static async Task<JsonHttpResult<List<FoundDocument>>> FindAsync(
        string lang,
        string? q,
        DocumentBoard board,
        CancellationToken cancellation
    )
    {
        var query = q?.Trim();
        if (query is not { Length: > 0 and <= MaxQuery })
        {
            return TypedResults.Json(new List<FoundDocument>());
        }

        var (_, rows) = await board.ReadAsync(new BoardFilter(null, query, null, null), 1, cancellation);
        return TypedResults.Json(
            rows.Take(Most)
                .Select(row => new FoundDocument(
                    row.Slug,
                    row.TitleIn(lang),
                    row.Titles.ContainsKey(lang) ? lang : row.Titles.Keys.Order(StringComparer.Ordinal).FirstOrDefault() ?? lang,
                    row.Kind
                ))
                .ToList()
        );
    }

    /// <param name="Language">Of the title, and of a text that can be opened.</param>
    private sealed record FoundDocument(string Slug, string Title, string Language, string Kind);
}
