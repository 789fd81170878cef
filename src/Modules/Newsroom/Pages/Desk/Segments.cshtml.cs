using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Translation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Translates an edition segment by segment, beside its source.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class SegmentsModel(
    EditionForm form,
    EditionDesk desk,
    GlossaryReader glossary,
    ITranslationMemory memory,
    SiteClock clock,
    Localizer localizer
) : EditionPageModel(form, localizer)
{
    /// <summary>Of longer texts the form would have too many fields; they are translated as a whole or in a file.</summary>
    private const int MaxSegments = 400;

    /// <summary>Segments that the memory is asked for; the next ones are when these are finished.</summary>
    private const int MaxLookups = 60;
    private const int MaxRemembered = 3;

    private IReadOnlyList<AgreedTerm> terms = [];
    private Dictionary<string, IReadOnlyList<RememberedTranslation>> remembered = [];

    public IReadOnlyList<Segment> Segments { get; private set; } = [];

    /// <summary>Translations of blocks that the source has no longer.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    public bool IsTooLong => Segments.Count > MaxSegments;

    /// <summary>Segments that are not translated and stand to the letter in a released text.</summary>
    public int Known =>
        Segments.Count(segment => segment.State == SegmentState.Untranslated && RememberedFor(segment) is [{ Percent: 100 }, ..]);

    public int Finished => Segments.Count(segment => segment.State == SegmentState.Translated);

    public override string KeepKey => $"{base.KeepKey}:segments";

    public async Task<IActionResult> OnGetAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await FindAsync(slug, language, cancellation) || Shown.Source is null)
        {
            return NotFound();
        }

        await FillAsync(cancellation);
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string slug,
        string language,
        SegmentFields fields,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (await ReadAsync(slug, language, fields, cancellation) is not { } read)
        {
            return NotFound();
        }

        if (!fields.IsTitleToCheck && !fields.IsSummaryToCheck)
        {
            return await SaveAsync(read, cancellation);
        }

        (Fields, Error) = (read, Localizer["desk.segments.check-title"]);
        await LoadAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Fills in what stands to the letter in a released text, to be checked; nothing is saved yet.</summary>
    public async Task<IActionResult> OnPostFillAsync(
        string slug,
        string language,
        SegmentFields fields,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (await ReadAsync(slug, language, fields, cancellation) is not { } read)
        {
            return NotFound();
        }

        Fields = read;
        await LoadAsync(cancellation);
        var filled = Segments.Select(segment =>
            segment.State == SegmentState.Untranslated && RememberedFor(segment) is [{ Percent: 100, Target: var target }, ..]
                ? segment with
                {
                    Target = target,
                    State = SegmentState.ToCheck,
                }
                : segment
        );
        return await KeepAsync(Fields.With([.. filled], Shown.Source!.Present.Body), cancellation) is JsonResult
            ? RedirectToPage()
            : StatusCode(StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>Keeps what was typed, and answers who else is here.</summary>
    public async Task<IActionResult> OnPostKeepAsync(
        string slug,
        string language,
        SegmentFields fields,
        CancellationToken cancellation
    ) =>
        !User.MayWrite(language) ? Forbid()
        : await ReadAsync(slug, language, fields, cancellation) is { } read ? await KeepAsync(read, cancellation)
        : NotFound();

    /// <summary>Agreed terms in the source of a segment, with those of the translation.</summary>
    public IEnumerable<(string Source, string Target)> TermsOf(Segment segment) =>
        TermCheck.In(segment.Source, Shown.Source!.Language, Shown.Language, terms);

    /// <summary>How similar passages were translated; the most similar first.</summary>
    public IReadOnlyList<RememberedTranslation> RememberedFor(Segment segment) => remembered.GetValueOrDefault(segment.Id) ?? [];

    public IReadOnlyList<TermWarning> WarningsOf(Segment segment) =>
        segment.Target.Length == 0
            ? []
            : TermCheck.Run(segment.Target, Shown.Language, (segment.Source, Shown.Source!.Language), terms);

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var source = Shown.Source!;
        var former = Fields.IsBySegments
            ? await SourceAsync(source, Fields.FromRevision, cancellation)
            : source.Translated ?? source.Present;
        (Segments, Left) = Translation.Segments.Divide(
            SegmentedText.Of(former ?? source.Present),
            SegmentedText.Of(source.Present),
            new SegmentedText(Fields.Title ?? "", Fields.Summary ?? "", Fields.Body ?? "")
        );
        Fields = Fields with { From = source.Language, FromRevision = source.Present.Number };
        remembered = Segments
            .Where(segment => segment.State != SegmentState.Translated)
            .Take(MaxLookups)
            .ToDictionary(
                segment => segment.Id,
                segment => memory.Find(segment.Source, source.Language, Shown.Language, Shown.Document.Subject, MaxRemembered),
                StringComparer.Ordinal
            );
        terms = await glossary.WithMembersAsync(clock.Today, cancellation);
    }

    /// <returns>Null where there is no such text, or not the revision that was translated.</returns>
    private async Task<EditFields?> ReadAsync(
        string slug,
        string language,
        SegmentFields fields,
        CancellationToken cancellation
    ) =>
        await FindAsync(slug, language, cancellation)
        && Shown.Source is { } source
        && await SourceAsync(source, fields.FromRevision, cancellation) is { } translated
            ? fields.ToEditFields(source.Language, translated.Body)
            : null;

    private async Task<Revision?> SourceAsync(TranslationSource source, int? number, CancellationToken cancellation) =>
        number is null || number == source.Present.Number
            ? source.Present
            : await desk.FindAsync(source.Present.EditionId, number.Value, cancellation);
}
