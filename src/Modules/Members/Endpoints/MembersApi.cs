using System.ComponentModel;
using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Concord.Members.Endpoints;

/// <summary><c>/api/v1/members</c>: the ledger on a day, for machines.</summary>
internal static class MembersApi
{
    private static readonly ApiParameter On = new("on", "A day; today (UTC) when it is not given.", "date", "2020-10-01");

    private static readonly ApiParameter Kind = new("kind", "States or institutions alone.", Example: "institution")
    {
        Allowed = ["state", "institution"],
    };

    private static readonly ApiQuery Query = new([On, Kind, ApiParameter.Limit, ApiParameter.Cursor]);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapRead(
            "/members",
            Query,
            "Members",
            "The members on a day, by the date on which membership is attested, with the counts of that day.",
            GetAsync
        );

    private static async Task<Results<Ok<MembersAnswer>, ProblemHttpResult>> GetAsync(
        HttpRequest request,
        MemberLedger ledger,
        CacheTags tags,
        SiteAddress site,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        var asked = new QueryReader(request, Query);
        var date = asked.Day(On) ?? clock.Today;
        var (kind, limit, cursor) = (asked.Text(Kind), asked.Limit(), asked.Cursor());
        if (!asked.IsGood)
        {
            return asked.Problem();
        }

        tags.Add("members");
        var onDay = await ledger.OnAsync(date, cancellation);
        var rows = onDay
            .Members.Where(member => kind is null || kind == MemberItem.KindOf(member.Kind))
            .OrderBy(member => member.AttestedBy)
            .ThenBy(member => member.Slug, StringComparer.Ordinal)
            .Where(member => cursor is null || IsAfter(Place(member), cursor))
            .ToList();
        var page = asked.PageOf(rows, limit, MemberItem.Of, Place, site);
        return TypedResults.Ok(MembersAnswer.Of(onDay, page));
    }

    private static bool IsAfter(ApiCursor place, ApiCursor cursor) =>
        place.Ticks > cursor.Ticks || (place.Ticks == cursor.Ticks && string.CompareOrdinal(place.Name, cursor.Name) > 0);

    private static ApiCursor Place(MemberOnDate member) =>
        new(member.AttestedBy.ToDateTime(TimeOnly.MinValue).Ticks, member.Slug);
}

/// <summary>The response: counts are of the whole day, whatever the items are filtered by.</summary>
internal sealed record MembersAnswer(
    string On,
    int Total,
    int States,
    int Institutions,
    [property: Description("How many were counted by the source and named by nobody.")] int NotIdentified,
    IReadOnlyList<MemberItem> Items,
    [property: Description("Whole address of the next page; null on the last.")] string? Next
)
{
    public static MembersAnswer Of(LedgerOnDate ledger, ApiPage<MemberItem> page) =>
        new(
            ApiFormat.Day(ledger.On),
            ledger.Count,
            ledger.States,
            ledger.Institutions,
            ledger.NotIdentified,
            page.Items,
            page.Next
        );
}

internal sealed record MemberItem(
    string Slug,
    string Kind,
    string? Code,
    [property: Description("The latest day on which membership is attested.")] string AttestedBy,
    [property: Description("How exactly that is known: day, month or early-year.")] string Known,
    [property: Description("The last day of membership; null while no end is known.")] string? Left,
    [property: Description("Who attests it, and where.")] SourceItem Source,
    IReadOnlyDictionary<string, string> Names
)
{
    public static string KindOf(MemberKind kind) => kind == MemberKind.Institution ? "institution" : "state";

    public static MemberItem Of(MemberOnDate member) =>
        new(
            member.Slug,
            KindOf(member.Kind),
            member.Code,
            ApiFormat.Day(member.AttestedBy),
            ApiFormat.Precision(member.Known),
            member.LeftOn is { } left ? ApiFormat.Day(left) : null,
            SourceItem.Of(member.Sources, member.SourceUrl, member.SourceRetrieved),
            member.Names
        );
}
