using System.Globalization;
using System.Text;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages.Desk;

/// <summary>
/// The record: who did what, when and why. Everybody sees the own entries; whoever may read drafts sees those about texts, members
/// and posts; entries about accounts are for whoever manages people.
/// </summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class JournalModel(JournalReader journal, IPeopleNames people, LanguageSet languages, Localizer localizer)
    : PageModel
{
    private const int PageSize = 50;
    private const int ExportPart = 1000;
    private const int MaxQuery = 100;

    /// <summary>Modules that write to the journal.</summary>
    public static readonly string[] Modules = ["newsroom", "accounts", "members", "progress", "media", "wall"];

    private static readonly string[] Columns =
    [
        "number",
        "at",
        "actor",
        "name",
        "module",
        "event",
        "subject",
        "reason",
        "data",
        "hash",
    ];

    public IReadOnlyList<JournalRow> Rows { get; private set; } = [];

    public JournalFilter Filter { get; private set; } = new(null, null, null, null, null);

    public string? Subject { get; private set; }

    /// <summary><c>2020-10-23</c>.</summary>
    public string? From { get; private set; }

    /// <summary>The last day that is shown, <c>2020-10-23</c>.</summary>
    public string? To { get; private set; }

    /// <summary>Name of the person whose entries are shown; null for everybody's.</summary>
    public string? ActorName { get; private set; }

    public string? Earlier { get; private set; }

    public bool SeesOthers => User.May(DeskPolicies.Read) || User.May(DeskPolicies.ManagePeople);

    public string Export => Address(("handler", "Csv"));

    public async Task OnGetAsync(
        string? actor,
        string? module,
        string? subject,
        string? from,
        string? to,
        long? before,
        CancellationToken cancellation
    )
    {
        ReadFilter(actor, module, subject, from, to);
        var entries = await journal.FindAsync(Filter, before, PageSize + 1, cancellation);
        Earlier = entries.Count > PageSize ? Address(("before", $"{entries[PageSize - 1].Seq}")) : null;
        Rows = await RowsAsync(entries.Take(PageSize), cancellation);
        if (Filter.Actor is { } shown)
        {
            var names = await people.FindAsync([shown], cancellation);
            ActorName = JournalWording.NameOf(shown, names, localizer);
        }
    }

    /// <summary>All entries that the filters leave, as a table for spreadsheets.</summary>
    public async Task<IActionResult> OnGetCsvAsync(
        string? actor,
        string? module,
        string? subject,
        string? from,
        string? to,
        CancellationToken cancellation
    )
    {
        ReadFilter(actor, module, subject, from, to);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"journal.csv\"";
        // Spreadsheets take a file without this mark for an old encoding.
        await Response.WriteAsync("\uFEFF", cancellation);
        await WriteLineAsync(Columns, cancellation);
        long? before = null;
        while (true)
        {
            var entries = await journal.FindAsync(Filter, before, ExportPart, cancellation);
            foreach (var row in await RowsAsync(entries, cancellation))
            {
                var entry = row.Entry;
                await WriteLineAsync(
                    [
                        entry.Seq.ToString(CultureInfo.InvariantCulture),
                        entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                        entry.Actor,
                        row.Name,
                        entry.Module,
                        row.Text,
                        entry.Subject,
                        entry.Reason ?? "",
                        entry.Data,
                        entry.Hash,
                    ],
                    cancellation
                );
            }

            if (entries.Count < ExportPart)
            {
                return new EmptyResult();
            }

            before = entries[^1].Seq;
        }
    }

    /// <summary>The address of the page with the same filters for one person.</summary>
    public string AddressFor(string? actor) => Address(("actor", actor));

    private void ReadFilter(string? actor, string? module, string? subject, string? from, string? to)
    {
        var own = User.ToActor().ToString();
        var (first, last) = (Day(from), Day(to));
        (Subject, From, To) = (subject?.Trim() is { Length: > 0 and <= MaxQuery } text ? text : null, from, to);
        Filter = new JournalFilter(
            SeesOthers ? (string.IsNullOrEmpty(actor) ? null : actor) : own,
            Array.Find(Modules, name => name == module),
            Subject,
            first,
            last?.AddDays(1)
        )
        {
            HiddenModule = User.May(DeskPolicies.ManagePeople) ? null : "accounts",
            OnlyActorOfHidden = own,
        };
    }

    private static DateTime? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            : null;

    private string Address(params (string Key, string? Value)[] others)
    {
        var query = new QueryBuilder();
        (string Key, string? Value)[] own =
        [
            ("actor", SeesOthers ? Filter.Actor : null),
            ("module", Filter.Module),
            ("subject", Subject),
            ("from", From),
            ("to", To),
        ];
        foreach (var (key, value) in own.Where(pair => others.All(other => other.Key != pair.Key)).Concat(others))
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(key, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/journal{query}";
    }

    private async Task<IReadOnlyList<JournalRow>> RowsAsync(IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var all = entries.ToList();
        var names = await people.FindAsync(all.Select(entry => entry.Actor).Distinct(), cancellation);
        return
        [
            .. all.Select(entry => new JournalRow(
                entry,
                JournalWording.NameOf(entry.Actor, names, localizer),
                JournalWording.Of(entry, localizer, languages)
            )),
        ];
    }

    private Task WriteLineAsync(IEnumerable<string> cells, CancellationToken cancellation) =>
        Response.WriteAsync(string.Join(',', cells.Select(Cell)) + "\r\n", Encoding.UTF8, cancellation);

    /// <summary>A spreadsheet would run a cell that begins like a formula.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <param name="Name">Who acted, as colleagues know the person.</param>
/// <param name="Text">What happened, in words.</param>
internal sealed record JournalRow(JournalEntry Entry, string Name, string Text);
