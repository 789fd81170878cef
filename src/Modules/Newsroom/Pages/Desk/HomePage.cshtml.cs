using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Which documents lead the home page and which campaign is on it, in which language and when.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class HomePageModel(
    ConcordDb db,
    ArrangeLead arrange,
    DocumentBoard board,
    JournalReader journal,
    IPeopleNames people,
    NewsroomOptions options,
    LanguageSet languages,
    TimeProvider time,
    Localizer localizer
) : PageModel
{
    private const int MostEvents = 20;

    /// <summary>The one that is shown first, then those to come, then those that are over.</summary>
    public IReadOnlyList<LeadRow> Slots { get; private set; } = [];

    /// <summary>Documents to choose from: the newest.</summary>
    public IReadOnlyList<(string Slug, string Title)> Recent { get; private set; } = [];

    public IReadOnlyList<LeadEvent> Events { get; private set; } = [];

    public LeadFields Typed { get; private set; } = new();

    public string? Error { get; private set; }

    public IReadOnlyList<string> TimeZones => options.OfferedTimeZones;

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAddAsync(LeadFields fields, CancellationToken cancellation)
    {
        Typed = fields;
        var (from, until) = (LocalTime.ToUtc(fields.From, fields.Zone), LocalTime.ToUtc(fields.Until, fields.Zone));
        if ((from is null && HasText(fields.From)) || (until is null && HasText(fields.Until)))
        {
            return await RefuseAsync(localizer["desk.error.no-such-time"], cancellation);
        }

        return await FinishAsync(
            await arrange.AddAsync(
                fields.Place,
                fields.Document?.Trim() ?? "",
                HasText(fields.Language) ? fields.Language : null,
                from,
                until,
                User.ToActor(),
                cancellation
            ),
            cancellation
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid slot, CancellationToken cancellation) =>
        await FinishAsync(await arrange.RemoveAsync(slot, User.ToActor(), cancellation), cancellation);

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private async Task<IActionResult> FinishAsync(NewsroomResult result, CancellationToken cancellation) =>
        result.IsDone
            ? RedirectToPage()
            : await RefuseAsync(
                result.Code is NewsroomCode.DueInPast ? localizer["desk.home.until.past"] : NewsroomWording.Of(result, localizer),
                cancellation
            );

    private async Task<PageResult> RefuseAsync(string error, CancellationToken cancellation)
    {
        db.Discard();
        await LoadAsync(cancellation);
        Error = error;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var slots = await db.Set<LeadSlot>().AsNoTracking().OrderByDescending(slot => slot.FromAt).ToListAsync(cancellation);
        var slugs = slots.Select(slot => slot.Slug).ToList();
        var documents = await db.Set<Document>()
            .AsNoTracking()
            .Include(document => document.Editions)
            .Where(document => slugs.Contains(document.Slug))
            .ToListAsync(cancellation);
        var rows = (await board.RowsOfAsync(documents, cancellation)).ToDictionary(row => row.Slug, StringComparer.Ordinal);
        Slots =
        [
            .. slots
                .Select(slot => LeadRow.Of(slot, rows.GetValueOrDefault(slot.Slug), localizer.Language.Code, now))
                .OrderBy(row => row.Order),
        ];
        var (_, newest) = await board.ReadAsync(new BoardFilter(null, null, null, null), 1, cancellation);
        Recent = [.. newest.Select(row => (row.Slug, row.TitleIn(localizer.Language.Code)))];
        var entries = new List<JournalEntry>();
        foreach (var place in new HomePlace?[] { null, HomePlace.Campaign })
        {
            entries.AddRange(await journal.AboutAsync(ArrangeLead.SubjectOf(place), MostEvents, cancellation));
        }

        entries = [.. entries.OrderByDescending(entry => entry.Seq).Take(MostEvents)];

        var names = await people.FindAsync(entries.Select(entry => entry.Actor), cancellation);
        Events =
        [
            .. entries.Select(entry => new LeadEvent(
                JournalWording.Of(entry, localizer, languages),
                JournalWording.NameOf(entry.Actor, names, localizer),
                entry.At
            )),
        ];
    }
}

/// <summary>The fields of a new lead.</summary>
internal sealed record LeadFields
{
    /// <summary>Null for the lead.</summary>
    public HomePlace? Place { get; init; }

    /// <summary>Slug.</summary>
    public string? Document { get; init; }

    /// <summary>Empty for every language.</summary>
    public string? Language { get; init; }

    /// <summary>Local time in <see cref="Zone"/>; empty for now.</summary>
    public string? From { get; init; }

    /// <summary>Local time in <see cref="Zone"/>; empty until a later one takes over.</summary>
    public string? Until { get; init; }

    public string? Zone { get; init; }
}

/// <param name="At">UTC.</param>
internal sealed record LeadEvent(string Words, string By, DateTime At);

/// <summary>One document that leads the home page at some time.</summary>
/// <param name="Stage"><c>now</c>, <c>later</c> or <c>over</c>.</param>
internal sealed record LeadRow(
    Guid Id,
    HomePlace? Place,
    string Slug,
    string? Language,
    DateTime FromAt,
    DateTime? UntilAt,
    string Stage
)
{
    public required string Title { get; init; }

    public required string TitleLanguage { get; init; }

    public int Order => Array.IndexOf(Stages, Stage);

    private static readonly string[] Stages = ["now", "later", "over"];

    public static LeadRow Of(LeadSlot slot, BoardRow? document, string language, DateTime now) =>
        new(
            slot.Id,
            slot.Place,
            slot.Slug,
            slot.Language,
            slot.FromAt,
            slot.UntilAt,
            slot.UntilAt <= now ? "over"
                : slot.FromAt > now ? "later"
                : "now"
        )
        {
            Title = document?.TitleIn(slot.Language ?? language) ?? slot.Slug,
            TitleLanguage =
                document is null || document.Titles.ContainsKey(slot.Language ?? language)
                    ? slot.Language ?? language
                    : document.Titles.Keys.Order(StringComparer.Ordinal).FirstOrDefault() ?? language,
        };
}
