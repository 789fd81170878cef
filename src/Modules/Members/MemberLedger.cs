using System.Text.Json;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members;

/// <summary>Queries the dated ledger of members. Every count is computed for a day; none is stored.</summary>
public sealed class MemberLedger
{
    private readonly ConcordDb db;
    private (List<Member> Members, List<StatedTotal> Stated, ILookup<string, LedgerSource> Sources)? whole;

    internal MemberLedger(ConcordDb db) => this.db = db;

    /// <returns>The members on <paramref name="on"/>, by attested date; none before the ledger begins.</returns>
    public async Task<LedgerOnDate> OnAsync(DateOnly on, CancellationToken cancellation)
    {
        var (members, stated, sources) = whole ??= await ReadAsync(cancellation);
        var belonging = members
            .Where(member => LedgerRules.Belongs(member, on))
            .Select(member => Show(member, on, sources))
            .ToList();
        return new LedgerOnDate
        {
            On = on,
            Members = belonging,
            NotIdentified = LedgerRules.NotIdentified(stated, on, belonging.Count),
            Begins = members.Count > 0 ? members.Min(member => member.AttestedBy) : null,
        };
    }

    /// <returns>The member as of <paramref name="on"/>, or of its last day; null where the ledger does not have it by
    /// then.</returns>
    public async Task<MemberOnDate?> FindAsync(string slug, DateOnly on, CancellationToken cancellation)
    {
        var (members, _, sources) = whole ??= await ReadAsync(cancellation);
        return members.Find(member => member.Slug == slug && member.AttestedBy <= on) is { } member
            ? Show(member, member.LeftOn < on ? member.LeftOn.Value : on, sources)
            : null;
    }

    /// <returns>What changed for the member by <paramref name="on"/>, oldest first; empty where the ledger does not have
    /// it by then.</returns>
    internal async Task<IReadOnlyList<MemberChange>> HistoryAsync(
        string slug,
        Language language,
        DateOnly on,
        CancellationToken cancellation
    )
    {
        var (members, _, _) = whole ??= await ReadAsync(cancellation);
        if (members.Find(member => member.Slug == slug && member.AttestedBy <= on) is not { } member)
        {
            return [];
        }

        var groups = await ReadGroupsAsync(cancellation);
        return LedgerRules.History(member, groups, language.Code, on);
    }

    /// <returns>The working groups and their co-leads on <paramref name="on"/>; groups without co-leads are left
    /// out.</returns>
    public async Task<IReadOnlyList<GroupOnDate>> GroupsAsync(DateOnly on, CancellationToken cancellation)
    {
        var groups = await ReadGroupsAsync(cancellation);
        return [.. groups.Select(group => Show(group, on)).Where(group => group.CoLeads.Count > 0)];
    }

    private Task<List<WorkingGroup>> ReadGroupsAsync(CancellationToken cancellation) =>
        db.Set<WorkingGroup>()
            .AsNoTracking()
            .Include(group => group.Names)
            .Include(group => group.CoLeads)
            .OrderBy(group => group.Position)
            .AsSplitQuery()
            .ToListAsync(cancellation);

    private static GroupOnDate Show(WorkingGroup group, DateOnly on) =>
        new()
        {
            Slug = group.Slug,
            Effort = group.Effort,
            Names = group.Names.ToDictionary(name => name.Language, name => name.Name, StringComparer.Ordinal),
            CoLeads =
            [
                .. group
                    .CoLeads.Where(lead => LedgerRules.Leads(lead, on))
                    .OrderBy(lead => lead.Position)
                    .Select(lead => new CoLeadOnDate(lead.Member, lead.From)),
            ],
            FormerCoLeads =
            [
                .. group
                    .CoLeads.Where(lead => lead.Until < on)
                    .OrderByDescending(lead => lead.Until)
                    .Select(lead => new CoLeadOnDate(lead.Member, lead.From, lead.Until)),
            ],
        };

    private static MemberOnDate Show(Member member, DateOnly on, ILookup<string, LedgerSource> sources) =>
        new()
        {
            Slug = member.Slug,
            Kind = member.Kind,
            Code = member.Code,
            AttestedBy = member.AttestedBy,
            Known = member.Known,
            LeftOn = member.LeftOn,
            Sources = sources[member.Source ?? ""]
                .ToDictionary(source => source.Language, source => source.Name, StringComparer.Ordinal),
            Links = member.Links is { } links ? JsonSerializer.Deserialize<string[]>(links)! : [],
            SourceUrl = sources[member.Source ?? ""].FirstOrDefault()?.Url,
            SourceRetrieved = sources[member.Source ?? ""].FirstOrDefault()?.Retrieved,
            Names = LedgerRules.NamesOn(member.Names, on),
        };

    private async Task<(List<Member>, List<StatedTotal>, ILookup<string, LedgerSource>)> ReadAsync(
        CancellationToken cancellation
    ) =>
        (
            await db.Set<Member>()
                .AsNoTracking()
                .Include(member => member.Names)
                .OrderBy(member => member.Position)
                .ToListAsync(cancellation),
            await db.Set<StatedTotal>().AsNoTracking().ToListAsync(cancellation),
            (await db.Set<LedgerSource>().AsNoTracking().ToListAsync(cancellation)).ToLookup(
                source => source.Key,
                StringComparer.Ordinal
            )
        );
}

/// <summary>A state, or an institution such as NATO.</summary>
public enum MemberKind
{
    State,
    Institution,
}

/// <summary>The coalition on one day.</summary>
public sealed record LedgerOnDate
{
    public required DateOnly On { get; init; }

    /// <summary>By attested date.</summary>
    public required IReadOnlyList<MemberOnDate> Members { get; init; }

    /// <summary>How many more members were stated in public by this day than sources name; they are not counted.</summary>
    public required int NotIdentified { get; init; }

    /// <summary>The first day of the ledger; null where it is empty.</summary>
    public required DateOnly? Begins { get; init; }

    public int Count => Members.Count;

    public int Institutions => Members.Count(member => member.Kind == MemberKind.Institution);

    public int States => Count - Institutions;
}

/// <summary>One member as of a day.</summary>
public sealed record MemberOnDate
{
    public required string Slug { get; init; }

    public required MemberKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2 or user-assigned; null for institutions.</summary>
    public string? Code { get; init; }

    /// <summary>The latest day on which membership is attested, with the precision <see cref="Known"/>.</summary>
    public required DateOnly AttestedBy { get; init; }

    public required DatePrecision Known { get; init; }

    /// <summary>The last day of membership; null while no end is known.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Addresses of its own pages.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Who attests it, by language code; empty where no source is named.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>Where that can be read; null where it is not published.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The day on which it was read there.</summary>
    public DateOnly? SourceRetrieved { get; init; }

    /// <summary>By language code.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}

/// <summary>A working group on a day.</summary>
public sealed record GroupOnDate
{
    public required string Slug { get; init; }

    /// <summary>Slug of the line of effort it works for; null where it works for several.</summary>
    public required string? Effort { get; init; }

    /// <summary>By language code.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Its co-leads, in the order of the source.</summary>
    public required IReadOnlyList<CoLeadOnDate> CoLeads { get; init; }

    /// <summary>Members that co-led it before, the latest first.</summary>
    public required IReadOnlyList<CoLeadOnDate> FormerCoLeads { get; init; }
}

/// <param name="Member">Slug of the member.</param>
/// <param name="From">Since when; null where no source states it.</param>
/// <param name="Until">The last day; null while it lasts.</param>
public sealed record CoLeadOnDate(string Member, DateOnly? From, DateOnly? Until = null);

/// <summary>Something that changed for a member.</summary>
/// <param name="On">The day from which it is true.</param>
/// <param name="Subject">The former and the new name, or the name and the slug of the working group; null otherwise.</param>
internal sealed record MemberChange(
    DateOnly On,
    DatePrecision Known,
    MemberChangeKind Kind,
    (string First, string Second)? Subject
);

internal enum MemberChangeKind
{
    /// <summary>Its membership was attested by this day.</summary>
    Attested,

    /// <summary>It was renamed.</summary>
    Renamed,

    /// <summary>It began to co-lead a working group.</summary>
    BeganToLead,

    /// <summary>It no longer co-led a working group.</summary>
    CeasedToLead,

    /// <summary>It was no longer a member.</summary>
    Left,
}
