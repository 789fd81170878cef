using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Concord.Members.Endpoints;

/// <summary><c>/api/v1/members</c>: the ledger on a day, for machines.</summary>
internal static class MembersApi
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/api/v1/members", [HttpMethods.Get, HttpMethods.Head], GetAsync)
            .WithMetadata(new KeptAnswerAttribute("on"));

    /// <param name="on">A day, <c>2020-10-01</c>; today (UTC) when it is not given.</param>
    private static async Task<Results<Ok<MembersAnswer>, ProblemHttpResult>> GetAsync(
        string? on,
        MemberLedger ledger,
        PageTopics topics,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (!AskedDate.TryRead(on, time, out var date))
        {
            return TypedResults.Problem(
                title: "The date cannot be read.",
                detail: "“on” must be a day of the calendar, written as year-month-day: on=2020-10-01.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }

        topics.Add("members");
        return TypedResults.Ok(MembersAnswer.Of(await ledger.OnAsync(date, cancellation)));
    }
}

/// <summary>What the API answers.</summary>
internal sealed record MembersAnswer(
    string On,
    int Total,
    int States,
    int Institutions,
    int NotIdentified,
    IReadOnlyList<MemberItem> Items
)
{
    public static MembersAnswer Of(LedgerOnDate ledger) =>
        new(
            Day(ledger.On),
            ledger.Count,
            ledger.States,
            ledger.Institutions,
            ledger.NotIdentified,
            [.. ledger.Members.Select(MemberItem.Of)]
        );

    internal static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="AttestedBy">The latest day on which membership is attested.</param>
/// <param name="Left">The last day of membership; null while no end is known.</param>
/// <param name="Source">Who attests it, by language code.</param>
/// <param name="Known">How exactly that is known: <c>day</c>, <c>month</c> or <c>early-year</c>.</param>
internal sealed record MemberItem(
    string Slug,
    string Kind,
    string? Code,
    string AttestedBy,
    string Known,
    string? Left,
    IReadOnlyDictionary<string, string> Source,
    IReadOnlyDictionary<string, string> Names
)
{
    public static MemberItem Of(MemberOnDate member) =>
        new(
            member.Slug,
            member.Kind == MemberKind.Institution ? "institution" : "state",
            member.Code,
            MembersAnswer.Day(member.AttestedBy),
            member.Known switch
            {
                DatePrecision.Month => "month",
                DatePrecision.EarlyYear => "early-year",
                _ => "day",
            },
            member.LeftOn is { } left ? MembersAnswer.Day(left) : null,
            member.Sources,
            member.Names
        );
}
