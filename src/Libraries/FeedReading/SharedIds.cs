namespace Concord.FeedReading;

/// <summary>Tells items apart that share an id, as feeds have them that put a constant or a category in its place.</summary>
internal static class SharedIds
{
    public static IReadOnlyList<FeedItem> Separate(IReadOnlyList<FeedItem> items, ProblemList problems)
    {
        var separated = new Dictionary<FeedItem, FeedItem>(ReferenceEqualityComparer.Instance);
        foreach (var group in items.GroupBy(item => item.Id, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            if (DifferenceIn([.. group]) is not { } difference)
            {
                continue;
            }

            problems.AddWhole($"Several items have the id “{ProblemList.Short(group.Key)}”; they were told apart.");
            foreach (var item in group)
            {
                separated[item] = item with
                {
                    Id = FeedItem.SeparateId(item.Id, difference(item)),
                    SharedId = item.Id,
                    HasOwnId = false,
                };
            }
        }

        return separated.Count == 0 ? items : [.. items.Select(item => separated.GetValueOrDefault(item, item))];
    }

    /// <returns>What tells the items apart; null where they are one item, given more than once.</returns>
    private static Func<FeedItem, string>? DifferenceIn(List<FeedItem> items) =>
        items.DistinctBy(item => item.Link, StringComparer.Ordinal).Skip(1).Any() ? item => item.Link ?? DigestOf(item)
        // A changed title or date alone may be a correction of the same item.
        : items.DistinctBy(item => item.Title, StringComparer.Ordinal).Skip(1).Any()
        && items.DistinctBy(item => item.Date).Skip(1).Any()
            ? DigestOf
        : null;

    private static string DigestOf(FeedItem item) => MadeId.Of(link: null, item.Title, item.Date, item.Text);
}
