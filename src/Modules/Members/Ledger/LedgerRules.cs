using Concord.Foundation.Languages;

namespace Concord.Members.Ledger;

/// <summary>What the ledger says about a day: pure.</summary>
internal static class LedgerRules
{
    /// <returns>True where membership is attested by <paramref name="on"/> and has not ended before it.</returns>
    public static bool Belongs(Member member, DateOnly on) =>
        member.AttestedBy <= on && (member.LeftOn is null || member.LeftOn >= on);

    /// <returns>True where the role had begun by <paramref name="on"/>, or may have, and had not ended.</returns>
    public static bool Leads(CoLead lead, DateOnly on) =>
        (lead.From is null || lead.From <= on) && (lead.Until is null || lead.Until >= on);

    /// <returns>The names that were in use on <paramref name="on"/>, by language.</returns>
    public static Dictionary<string, string> NamesOn(IEnumerable<MemberName> names, DateOnly on) =>
        names
            .Where(name => name.Until >= on)
            .GroupBy(name => name.Language, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MinBy(name => name.Until)!.Name, StringComparer.Ordinal);

    /// <returns>What changed for a member by <paramref name="on"/>, oldest first.</returns>
    public static List<MemberChange> History(Member member, IEnumerable<WorkingGroup> groups, string language, DateOnly on)
    {
        var changes = new List<MemberChange> { new(member.AttestedBy, member.Known, MemberChangeKind.Attested, null) };
        var names = member.Names.Where(name => name.Language == language).OrderBy(name => name.Until).ToList();
        changes.AddRange(
            names
                .Zip(names.Skip(1))
                .Select(pair => Change(pair.First.Until.AddDays(1), MemberChangeKind.Renamed, pair.First.Name, pair.Second.Name))
        );
        foreach (var group in groups)
        {
            var name = group.Names.Find(name => name.Language == language)?.Name ?? group.Slug;
            foreach (var lead in group.CoLeads.Where(lead => lead.Member == member.Slug))
            {
                if (lead.From is { } from)
                {
                    changes.Add(Change(from, MemberChangeKind.BeganToLead, name, group.Slug));
                }

                if (lead.Until is { } until)
                {
                    changes.Add(Change(until.AddDays(1), MemberChangeKind.CeasedToLead, name, group.Slug));
                }
            }
        }

        if (member.LeftOn is { } left)
        {
            changes.Add(new MemberChange(left.AddDays(1), DatePrecision.Day, MemberChangeKind.Left, null));
        }

        return [.. changes.Where(change => change.On <= on).OrderBy(change => change.On).ThenBy(change => change.Kind)];

        static MemberChange Change(DateOnly day, MemberChangeKind kind, string first, string second) =>
            new(day, DatePrecision.Day, kind, (first, second));
    }

    /// <returns>How many more members were stated by <paramref name="on"/> than the ledger knows; never negative.</returns>
    public static int NotIdentified(IEnumerable<StatedTotal> stated, DateOnly on, int known) =>
        stated.Where(total => total.On <= on).MaxBy(total => total.On) is { } last ? Math.Max(0, last.Total - known) : 0;
}
