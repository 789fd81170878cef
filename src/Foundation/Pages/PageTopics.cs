namespace Concord.Foundation.Pages;

/// <summary>
/// What the answer under way is made of, as topics of journal records: a kept copy of the answer is dropped as soon as a
/// record speaks of one of them. One per request.
/// </summary>
public sealed class PageTopics
{
    private readonly HashSet<string> topics = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => topics;

    public void Add(params ReadOnlySpan<string> made)
    {
        foreach (var topic in made)
        {
            topics.Add(topic);
        }
    }
}

/// <summary>
/// Says that answers of a page or an endpoint may be kept and given to every reader alike, and which keys of the query
/// make a difference. Whatever else stands in a query is not looked at, so nobody can fill the memory with it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAnswerAttribute(params string[] queryKeys) : Attribute
{
    public IReadOnlyList<string> QueryKeys { get; } = queryKeys;

    /// <summary>True where a query with any other key is an error that has to be told: such an answer is not kept.</summary>
    public bool RefusesOtherKeys { get; init; }
}

/// <summary>A moment at which pages change without anybody doing anything: a text released in advance, a lead's end.</summary>
public interface IChangeInTime
{
    /// <returns>The first such moment after <paramref name="now"/> (UTC); null where none is known.</returns>
    Task<DateTime?> NextAsync(DateTime now, CancellationToken cancellation);
}
