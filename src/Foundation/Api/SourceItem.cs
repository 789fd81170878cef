using System.ComponentModel;

namespace Concord.Foundation.Api;

/// <summary>A source in the API.</summary>
public sealed record SourceItem(
    [property: Description("Who states it, by language code.")] IReadOnlyDictionary<string, string> Name,
    [property: Description("Where it can be read; null where it is not published.")] string? Url,
    [property: Description("The day on which it was read there.")] string? Retrieved
)
{
    public static SourceItem Of(IReadOnlyDictionary<string, string> name, string? url, DateOnly? retrieved) =>
        new(
            // In one order, whatever the database: the entity tag of a response depends on it.
            new SortedDictionary<string, string>(name.ToDictionary(), StringComparer.Ordinal),
            url,
            retrieved is { } day ? ApiFormat.Day(day) : null
        );
}
