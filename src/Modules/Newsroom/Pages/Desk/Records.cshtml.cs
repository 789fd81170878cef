using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Members, figures, the timeline and places: what the site knows beside its texts.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class RecordsModel(RecordReader reader, Localizer localizer) : PageModel
{
    public IReadOnlyList<IRecordKind> Kinds => reader.Kinds;

    public IRecordKind Kind { get; private set; } = null!;

    /// <summary>What was searched for; empty for all.</summary>
    public string Query { get; private set; } = "";

    public IReadOnlyList<RecordEntry> Entries { get; private set; } = [];

    /// <summary>Those with a change that readers do not see, by slug.</summary>
    public IReadOnlyDictionary<string, SiteRecord> Open { get; private set; } = new Dictionary<string, SiteRecord>();

    public async Task<IActionResult> OnGetAsync(string? kind, string? q, CancellationToken cancellation)
    {
        if (reader.KindOf(kind ?? Kinds[0].Name) is not { } known)
        {
            return NotFound();
        }

        (Kind, Query) = (known, q?.Trim() ?? "");
        Open = await reader.OpenAsync(known.Name, cancellation);
        var entries = await known.ListAsync(localizer.Language, cancellation);
        var unseen = Open
            .Keys.Except(entries.Select(entry => entry.Slug), StringComparer.Ordinal)
            .Select(slug => new RecordEntry(slug, slug));
        var compare = localizer.Language.Culture.CompareInfo;
        Entries =
        [
            .. unseen
                .Concat(entries)
                .Where(entry =>
                    compare.IndexOf(
                        $"{entry.Title} {entry.Slug}",
                        Query,
                        System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace
                    ) >= 0
                ),
        ];
        return Page();
    }
}
