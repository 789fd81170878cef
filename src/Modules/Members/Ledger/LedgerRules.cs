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

    /// <returns>How many more members were stated by <paramref name="on"/> than the ledger knows; never negative.</returns>
    public static int NotIdentified(IEnumerable<StatedTotal> stated, DateOnly on, int known) =>
        stated.Where(total => total.On <= on).MaxBy(total => total.On) is { } last ? Math.Max(0, last.Total - known) : 0;
}
