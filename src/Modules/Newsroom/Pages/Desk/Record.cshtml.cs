using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>One record: its fields, what waits for clearance, and its history.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class RecordModel(
    RecordReader reader,
    EditRecord edit,
    RecordClearance clearing,
    ClearanceReader clearance,
    JournalReader journal,
    IPeopleNames people,
    NewsroomOptions options,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private const string Prefix = "f.";
    private const int MostEvents = 100;

    public IRecordKind Kind { get; private set; } = null!;

    /// <summary>Null for a new record.</summary>
    public RecordOnDesk? Shown { get; private set; }

    /// <summary>As typed, for a new record.</summary>
    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>What the form is based on; empty for a new record.</summary>
    public string Base { get; private set; } = "";

    /// <summary>Of the form, by path.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    /// <summary>What each reference may name.</summary>
    public Dictionary<string, IReadOnlyList<RecordEntry>> Choices { get; } = new(StringComparer.Ordinal);

    public string? Error { get; private set; }

    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];

    /// <summary>From the text of another person to the own one, where both changed the record.</summary>
    public IReadOnlyList<DifferentPart> Conflict { get; private set; } = [];

    /// <summary>From what readers see to the open change.</summary>
    public IReadOnlyList<DifferentPart> Change { get; private set; } = [];

    public ClearanceView? Clearance { get; private set; }

    public IReadOnlyList<RevisionRow> Revisions { get; private set; } = [];

    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];

    public (int From, int To)? Compared { get; private set; }

    public IReadOnlyList<DifferentPart> Difference { get; private set; } = [];

    public bool MayPublish =>
        User.May(DeskPolicies.Release)
        && Shown is { IsOpen: true, Record: { } record }
        && (!options.RequireClearance || record.ClearedRevision == record.Newest);

    public bool MayRequest =>
        User.May(DeskPolicies.Write)
        && Shown is { IsOpen: true, Record: { } record }
        && record.ClearanceRequestedFor != record.Newest
        && record.ClearedRevision != record.Newest;

    public async Task<IActionResult> OnGetAsync(string kind, string? slug, int? from, int? to, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, slug, cancellation) || (Shown is null && !User.May(DeskPolicies.Write)))
        {
            return NotFound();
        }

        Values = reader.ValuesOf(Kind, Shown?.Content);
        if (from is { } first && to is { } second)
        {
            if (
                Shown?.Record is not { } record
                || await reader.RevisionAsync(record, Math.Min(first, second), cancellation) is not { } before
                || await reader.RevisionAsync(record, Math.Max(first, second), cancellation) is not { } after
            )
            {
                return NotFound();
            }

            (Compared, Difference) = ((before.Number, after.Number), Compare(before.Content, after.Content));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string kind,
        string? slug,
        string? name,
        string? @base,
        CancellationToken cancellation
    )
    {
        if (!User.May(DeskPolicies.Write))
        {
            return Forbid();
        }

        if (!await LoadAsync(kind, slug, cancellation))
        {
            return NotFound();
        }

        var values = Typed();
        var target = slug ?? name?.Trim() ?? "";
        var result = await edit.SaveAsync(Kind, target, values, slug is null ? null : @base ?? "", User.ToActor(), cancellation);
        if (result.IsDone)
        {
            return LocalRedirect(PathOf(target));
        }

        // What was typed stays; saving again is based on what is shown now.
        (Slug, Values, Problems) = (target, values, result.Problems ?? []);
        if (result.Code is RecordCode.NewerRevision or RecordCode.Conflict && Shown is not null)
        {
            Conflict = Compare(reader.ValuesOf(Kind, Shown.Content), values);
        }

        return Refused(result);
    }

    public Task<IActionResult> OnPostPublishAsync(
        string kind,
        string slug,
        int number,
        string? reason,
        CancellationToken cancellation
    ) =>
        RunAsync(
            DeskPolicies.Release,
            kind,
            slug,
            () => edit.PublishAsync(Kind, slug, number, reason, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostDiscardAsync(string kind, string slug, CancellationToken cancellation) =>
        RunAsync(DeskPolicies.Write, kind, slug, () => edit.DiscardAsync(Kind, slug, User.ToActor(), cancellation), cancellation);

    public Task<IActionResult> OnPostRemoveAsync(string kind, string slug, string? reason, CancellationToken cancellation) =>
        RunAsync(
            DeskPolicies.Release,
            kind,
            slug,
            () => edit.RemoveAsync(Kind, slug, reason, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostRestoreAsync(string kind, string slug, int number, CancellationToken cancellation) =>
        RunAsync(
            DeskPolicies.Write,
            kind,
            slug,
            async () =>
                Shown?.Record is { } record && await reader.RevisionAsync(record, number, cancellation) is { } revision
                    ? await edit.SaveAsync(
                        Kind,
                        slug,
                        reader.ValuesOf(Kind, revision.Content),
                        Shown.Base,
                        User.ToActor(),
                        cancellation
                    )
                    : new RecordResult(RecordCode.Unknown),
            cancellation
        );

    public Task<IActionResult> OnPostRequestClearanceAsync(string kind, string slug, CancellationToken cancellation) =>
        RunAsync(
            DeskPolicies.Write,
            kind,
            slug,
            () => clearing.RequestAsync(Kind, slug, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostWithdrawRequestAsync(string kind, string slug, CancellationToken cancellation) =>
        RunAsync(
            DeskPolicies.Write,
            kind,
            slug,
            () => clearing.WithdrawAsync(Kind, slug, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostClearAsync(
        string kind,
        string slug,
        int number,
        int? step,
        string? note,
        CancellationToken cancellation
    ) => DecideAsync(kind, slug, new Verdict(number, step, IsCleared: true, note), cancellation);

    public Task<IActionResult> OnPostRefuseAsync(
        string kind,
        string slug,
        int number,
        int? step,
        string? note,
        CancellationToken cancellation
    ) => DecideAsync(kind, slug, new Verdict(number, step, IsCleared: false, note), cancellation);

    /// <summary>What is wrong, in words.</summary>
    public string WordsOf(ImportProblem problem)
    {
        var key = $"record.problem.{NewsroomWording.Kebab(problem.Code)}";
        var field =
            problem.Key is { } name && localizer.Has($"record.{name}") ? localizer[$"record.{name}"] : localizer["record.slug"];
        return localizer.Fill(
            "record.problem",
            ("field", field),
            ("problem", localizer[localizer.Has(key) ? key : "record.problem.other"])
        );
    }

    private Task<IActionResult> DecideAsync(string kind, string slug, Verdict verdict, CancellationToken cancellation) =>
        RunAsync(
            DeskPolicies.Clear,
            kind,
            slug,
            () => clearing.DecideAsync(Kind, slug, verdict, User.ToActor(), cancellation),
            cancellation
        );

    private async Task<IActionResult> RunAsync(
        string policy,
        string kind,
        string slug,
        Func<Task<RecordResult>> command,
        CancellationToken cancellation
    )
    {
        if (!User.May(policy))
        {
            return Forbid();
        }

        if (!await LoadAsync(kind, slug, cancellation) || Shown is null)
        {
            return NotFound();
        }

        var result = await command();
        if (result.IsDone)
        {
            return LocalRedirect(await reader.ReadAsync(Kind, slug, cancellation) is null ? ListPath : PathOf(slug));
        }

        Values = reader.ValuesOf(Kind, Shown.Content);
        Problems = result.Problems ?? [];
        return Refused(result);
    }

    private PageResult Refused(RecordResult result)
    {
        var isConflict = result.Code is RecordCode.NewerRevision or RecordCode.Conflict;
        Response.StatusCode = isConflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        Error = localizer[$"record.error.{NewsroomWording.Kebab(result.Code)}"];
        return Page();
    }

    public string ListPath => $"/desk/{localizer.Language.Code}/records/{Kind.Name}";

    private string PathOf(string slug) => $"/desk/{localizer.Language.Code}/record/{Kind.Name}/{slug}";

    private Dictionary<string, string> Typed() =>
        Request
            .Form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[Prefix.Length..], field => field.Value.ToString(), StringComparer.Ordinal);

    private async Task<bool> LoadAsync(string kind, string? slug, CancellationToken cancellation)
    {
        if (reader.KindOf(kind) is not { } known)
        {
            return false;
        }

        (Kind, Slug, Title) = (known, slug ?? "", slug ?? localizer[$"record.new.{known.Name}"]);
        foreach (var target in Targets(known.Fields).Distinct(StringComparer.Ordinal))
        {
            Choices[target] = await reader.ChoicesAsync(target, localizer.Language, cancellation);
        }

        if (slug is null)
        {
            return true;
        }

        Shown = await reader.ReadAsync(known, slug, cancellation);
        if (Shown is null)
        {
            return false;
        }

        Title = reader.FormOf(known).TitleOf(slug, reader.ValuesOf(known, Shown.Content), localizer.Language);
        Base = Shown.Base;
        Change = Shown.IsOpen ? Compare(Shown.Shown, Shown.Newest!.Content) : [];
        await LoadHistoryAsync(cancellation);
        return true;
    }

    private async Task LoadHistoryAsync(CancellationToken cancellation)
    {
        var record = Shown!.Record;
        var revisions = record is null ? [] : await reader.RevisionsAsync(record, cancellation);
        var events = await journal.AboutAsync(SiteRecord.SubjectOf(Kind.Name, Slug), MostEvents, cancellation);
        var open = record is null ? null : await clearance.FindAsync(record.Id, record.Newest, cancellation);
        var steps = open?.Steps ?? [];
        var names = await people.FindAsync(
            revisions
                .Select(row => row.CreatedBy)
                .Concat(events.Select(one => one.Actor))
                .Concat(open?.Decisions.Select(one => one.Actor) ?? [])
                .Concat(steps.SelectMany(step => step.Rule.People).Select(id => $"person:{id}"))
                .Distinct(),
            cancellation
        );
        Revisions =
        [
            .. revisions.Select(row => new RevisionRow(
                row.Number,
                localizer[row.IsFound ? "desk.records.found" : "desk.records.saved"],
                row.CreatedAt,
                JournalWording.NameOf(row.CreatedBy, names, localizer)
            )),
        ];
        Events =
        [
            .. events.Select(one => new HistoryEvent(
                one.At,
                JournalWording.NameOf(one.Actor, names, localizer),
                JournalWording.Of(one, localizer, languages),
                one.Reason
            )),
        ];
        Clearance = open is null || record is null ? null : ViewOf(record, open, revisions, names);
    }

    private ClearanceView ViewOf(
        SiteRecord record,
        OpenRound open,
        List<RecordRevision> revisions,
        IReadOnlyDictionary<string, string> names
    )
    {
        var (isOpen, actor) = (record.ClearanceRequestedFor == record.Newest, User.ToActor());
        return new ClearanceView
        {
            Number = record.Newest,
            Round = open,
            Steps = open.Steps,
            IsOpen = isOpen,
            MayWrite = User.May(DeskPolicies.Write),
            MayInvite = false,
            Own =
                User.May(DeskPolicies.Clear) && isOpen
                    ? [.. open.Steps.Where(step => step.WaitsFor(actor.Name, actor.ToString()))]
                    : [],
            Links = [],
            ClearedBefore = null,
            ChangedSince = [],
            Names = names,
        };
    }

    private IReadOnlyList<DifferentPart> Compare(string? before, string? after) =>
        Compare(reader.ValuesOf(Kind, before), reader.ValuesOf(Kind, after));

    /// <summary>The lines that differ.</summary>
    private IReadOnlyList<DifferentPart> Compare(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    )
    {
        var form = reader.FormOf(Kind);
        var (first, second) = (form.Describe(before, localizer), form.Describe(after, localizer));
        return TextDifference.Of(string.Join('\n', first.Except(second)), string.Join('\n', second.Except(first)));
    }

    private static IEnumerable<string> Targets(IReadOnlyList<RecordField> fields) =>
        fields.SelectMany(field => field.Target.Length > 0 ? [field.Target] : Targets(field.Fields));
}
