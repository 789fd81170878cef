using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.WordPress;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>What is true of a document in every language: kind, date, who speaks, place and topics.</summary>
[Authorize(DeskPolicies.Write)]
internal sealed class DetailsModel(
    ConcordDb db,
    DescribeDocument describe,
    SetDeadline setDeadline,
    DocumentBoard board,
    MemberLedger ledger,
    KindCatalogue kinds,
    NewsroomOptions options,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private const string DateForm = "yyyy-MM-dd'T'HH:mm";

    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Language of a text that can be opened.</summary>
    public string Language { get; private set; } = "";

    public bool IsPublic { get; private set; }

    /// <summary>What the form shows: the stored details, or what was chosen and refused.</summary>
    public DetailsFields Fields { get; private set; } = new();

    public string? Error { get; private set; }

    public IReadOnlyList<string> KindNames { get; private set; } = [];

    public static IEnumerable<string> Speakers => Enum.GetNames<Speaker>().Select(name => name.ToLowerInvariant());

    public IReadOnlyList<Choice> Places { get; private set; } = [];

    public IReadOnlyList<Choice> Efforts { get; private set; } = [];

    public IReadOnlyList<Choice> Campaigns { get; private set; } = [];

    public IReadOnlyList<Choice> Members { get; private set; } = [];

    public IReadOnlyList<Language> Languages => languages.All;

    /// <summary>UTC until which its texts have to be ready; null where nobody said.</summary>
    public DateTime? DueAt { get; private set; }

    public IReadOnlyList<string> TimeZones => options.OfferedTimeZones;

    /// <summary>What was known of it on the WordPress site it came from, one for each language.</summary>
    public IReadOnlyList<WordPressItem> Origins { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        if (await LoadAsync(slug, cancellation) is not { } document)
        {
            return NotFound();
        }

        Fields = FieldsOf(document);
        return Page();
    }

    /// <param name="until">In the zone; empty takes the deadline away.</param>
    public async Task<IActionResult> OnPostDeadlineAsync(string slug, string? until, string? zone, CancellationToken cancellation)
    {
        if (await LoadAsync(slug, cancellation) is not { } document)
        {
            return NotFound();
        }

        var at = string.IsNullOrWhiteSpace(until) ? null : LocalTime.ToUtc(until, zone);
        if (at is null && !string.IsNullOrWhiteSpace(until))
        {
            Error = localizer["desk.error.no-such-time"];
        }
        else
        {
            var result = await setDeadline.RunAsync(slug, at, User.ToActor(), cancellation);
            if (result.IsDone)
            {
                return RedirectToPage();
            }

            Error = NewsroomWording.Of(result, localizer);
        }

        Fields = FieldsOf(document);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private static DetailsFields FieldsOf(Document document) =>
        new()
        {
            Kind = document.Kind,
            At = document.PublishedAt.ToString(DateForm, CultureInfo.InvariantCulture),
            Speaker = document.Speaker?.ToString().ToLowerInvariant(),
            Place = document.Place,
            Picture = document.Picture,
            Efforts = [.. document.Named(TopicScheme.Effort)],
            Members = [.. document.Named(TopicScheme.Member)],
            Campaigns = [.. document.Named(TopicScheme.Campaign)],
            Related = string.Join('\n', document.Named(TopicScheme.Related)),
            Authentic = [.. document.Named(TopicScheme.Authentic)],
            BasedOn = document.DescriptionDigest,
        };

    public async Task<IActionResult> OnPostAsync(string slug, DetailsFields fields, CancellationToken cancellation)
    {
        if (await LoadAsync(slug, cancellation) is null)
        {
            return NotFound();
        }

        Fields = fields;
        if (
            !DateTime.TryParseExact(
                fields.At,
                DateForm,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
        )
        {
            Error = localizer["desk.details.date.invalid"];
        }
        else
        {
            var result = await describe.RunAsync(
                slug,
                new DocumentDetails(fields.Kind ?? "", at)
                {
                    Speaker = fields.Speaker,
                    Place = string.IsNullOrEmpty(fields.Place) ? null : fields.Place,
                    Picture = fields.Picture?.Trim() is { Length: > 0 } picture ? picture : null,
                    Efforts = fields.Efforts,
                    Members = fields.Members,
                    Campaigns = fields.Campaigns,
                    Related = (fields.Related ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
                    Authentic = fields.Authentic,
                    BasedOn = fields.BasedOn,
                },
                fields.Reason,
                User.ToActor(),
                cancellation
            );
            if (result.IsDone)
            {
                return LocalRedirect($"/desk/{localizer.Language.Code}/documents/{slug}/{Language}");
            }

            Error = NewsroomWording.Of(result, localizer);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<Document?> LoadAsync(string slug, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Topics)
            .Include(row => row.Editions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (document is null)
        {
            return null;
        }

        var own = localizer.Language;
        var byName = StringComparer.Create(own.Culture, ignoreCase: true);
        var (_, rows) = await board.ReadAsync(new BoardFilter(null, slug, null, null), 1, cancellation);
        var row = rows.FirstOrDefault(row => row.Slug == slug);
        DueAt = document.DueAt;
        (Slug, Title) = (slug, row?.TitleIn(own.Code) ?? slug);
        Language = row?.Titles.Keys.OrderBy(code => code != own.Code).FirstOrDefault() ?? own.Code;
        IsPublic = document.Editions.Exists(edition => edition.PublicRevision is not null);
        KindNames =
        [
            .. kinds.Names.Where(name => name == document.Kind || kinds[name] is { NeedsItems: false, NeedsFile: false }),
        ];
        Origins = await db.Set<WordPressItem>()
            .AsNoTracking()
            .Where(item => item.Slug == slug)
            .OrderBy(item => item.ItemId)
            .ToListAsync(cancellation);
        Places =
        [
            .. (await db.Set<PlaceName>().AsNoTracking().Where(name => name.Language == own.Code).ToListAsync(cancellation))
                .Select(name => new Choice(name.Place, name.Name))
                .OrderBy(choice => choice.Name, byName),
        ];
        (Efforts, Campaigns) = (
            await TitlesAsync(kinds.Gathering(TopicScheme.Effort), cancellation),
            await TitlesAsync(kinds.Gathering(TopicScheme.Campaign), cancellation)
        );
        Members =
        [
            .. (await ledger.OnAsync(DateOnly.MaxValue, cancellation))
                .Members.Select(member => new Choice(member.Slug, member.Names.GetValueOrDefault(own.Code) ?? member.Slug))
                .OrderBy(choice => choice.Name, byName),
        ];
        return document;
    }

    private async Task<IReadOnlyList<Choice>> TitlesAsync(string kind, CancellationToken cancellation)
    {
        var (_, rows) = await board.ReadAsync(new BoardFilter(kind, null, null, null), 1, cancellation);
        return [.. rows.Select(row => new Choice(row.Slug, row.TitleIn(localizer.Language.Code)))];
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record DetailsFields
{
    public string? Kind { get; init; }

    /// <summary>UTC, <c>2020-10-23T09:00</c>.</summary>
    public string? At { get; init; }

    public string? Speaker { get; init; }

    public string? Place { get; init; }

    public string? Picture { get; init; }

    public string[] Efforts { get; init; } = [];

    public string[] Members { get; init; } = [];

    public string[] Campaigns { get; init; } = [];

    /// <summary>Slugs, with spaces or line breaks between.</summary>
    public string? Related { get; init; }

    public string[] Authentic { get; init; } = [];

    public string? Reason { get; init; }

    public string? BasedOn { get; init; }
}
