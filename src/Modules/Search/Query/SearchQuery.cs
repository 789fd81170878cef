using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concord.Search.Query;

/// <summary>A search: words and filters.</summary>
/// <param name="Text">As typed, truncated.</param>
/// <param name="Chosen">Value by name of facet.</param>
internal sealed record SearchQuery(string Text, IReadOnlyDictionary<string, string> Chosen)
{
    public static readonly string[] Facets = ["kind", "issuer", "member", "effort", "place", "year"];

    private const int MaxLetters = 200;

    public bool IsEmpty => Text.Length == 0;

    public static SearchQuery Read(IQueryCollection query)
    {
        var words = (query["q"].FirstOrDefault() ?? "").Trim();
        var chosen = Facets
            .Select(name => (Name: name, Value: query[name].FirstOrDefault()))
            .Where(pair => pair.Value is { Length: > 0 and <= 100 })
            .ToDictionary(pair => pair.Name, pair => pair.Value!, StringComparer.Ordinal);
        return new SearchQuery(words.Length > MaxLetters ? words[..MaxLetters] : words, chosen);
    }

    /// <summary>The query string of a page of results, with its question mark.</summary>
    public string QueryOn(int page)
    {
        var query = new QueryBuilder { { "q", Text } };
        foreach (var (name, value) in Chosen)
        {
            query.Add(name, value);
        }

        if (page > 1)
        {
            query.Add("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return query.ToString();
    }
}
