using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Members.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Members.Pages.Members;

/// <summary>The members on a day, with the mark by year.</summary>
[CachedResponse("on", "kind", "name")]
internal sealed class IndexModel(MemberLedger ledger, Localizer localizer, SiteClock clock) : PageModel
{
    [FromQuery(Name = "on")]
    public string? On { get; set; }

    /// <summary><c>state</c> or <c>institution</c>; anything else means both.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>Part of a name, in the reader's language.</summary>
    [FromQuery(Name = "name")]
    public string? Part { get; set; }

    public bool IsNarrowed => Kind is "state" or "institution" || Part is { Length: > 0 };

    public LedgerOnDate Ledger { get; private set; } = null!;

    /// <summary>True where the date in the query is not a date.</summary>
    public bool IsMistaken { get; private set; }

    /// <summary>
    /// Members by day of accession, oldest first; within a day in the alphabetical order of the reader's language.
    /// </summary>
    public IEnumerable<IGrouping<DateOnly, MemberOnDate>> ByAccession =>
        Ledger
            .Members.Where(Fits)
            .OrderBy(NameOf, StringComparer.Create(localizer.Language.Culture, ignoreCase: true))
            .GroupBy(member => member.AttestedBy)
            .OrderBy(group => group.Key);

    public IEnumerable<IGrouping<int, MemberOnDate>> ByYear => Ledger.Members.GroupBy(member => member.AttestedBy.Year);

    public int Found => Ledger.Members.Count(Fits);

    public string MapAddress(bool isNarrow) => MembersMap.AddressOf(Ledger.On, isNarrow);

    private bool Fits(MemberOnDate member) =>
        Kind switch
        {
            "state" => member.Kind == MemberKind.State,
            "institution" => member.Kind == MemberKind.Institution,
            _ => true,
        }
        && (
            Part is not { Length: > 0 }
            || localizer.Language.Culture.CompareInfo.IndexOf(
                NameOf(member),
                Part.Trim(),
                CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace
            ) >= 0
        );

    public string NameOf(MemberOnDate member) => member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        IsMistaken = !DateParameter.TryRead(On, clock, out var date);
        if (IsMistaken)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            DateParameter.TryRead(null, clock, out date);
        }

        Ledger = await ledger.OnAsync(date, cancellation);
        new PageHead
        {
            Title = localizer["members.title"],
            Description = localizer.Count("members.description", Ledger.Count, ("date", localizer.Date(date))),
            Path = "/members",
            Query = !IsMistaken && On is { Length: > 0 } ? $"?on={date:yyyy-MM-dd}" : "",
            IsHidden = IsMistaken || IsNarrowed,
            Section = "members",
        }.PutInto(ViewData);
    }
}
