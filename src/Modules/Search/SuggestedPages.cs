using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Concord.Search.Query;

namespace Concord.Search;

/// <summary>Suggests pages for an address that does not exist.</summary>
public sealed partial class SuggestedPages
{
    private const int MaxPages = 3;

    /// <summary>Letters; a longer address was not typed by a person.</summary>
    private const int MaxWords = 60;

    private static readonly Dictionary<string, string> Everything = new(StringComparer.Ordinal);
    private readonly SearchDocuments find;

    internal SuggestedPages(SearchDocuments find) => this.find = find;

    /// <param name="words">The words of the address.</param>
    /// <returns>At most three, best first; none while the index is not ready.</returns>
    public IReadOnlyList<SuggestedPage> Find(string words, Language language)
    {
        if (words.Length > MaxWords)
        {
            return [];
        }

        var best = Attempts(words).Select(attempt => Search(attempt, language)).FirstOrDefault(found => found.Count > 0) ?? [];
        return [.. best.Take(MaxPages).Select(item => new SuggestedPage(item.Address, item.Name))];
    }

    /// <summary>All words; then single words, the longest first.</summary>
    private static IEnumerable<string> Attempts(string words) =>
        Space().Split(words).Where(word => word.Length > 3).OrderByDescending(word => word.Length).Take(2).Prepend(words);

    private IReadOnlyList<SearchResult> Search(string words, Language language) =>
        find.Best(new SearchQuery(words, Everything), language);

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();
}

/// <param name="Address">From the first slash.</param>
public sealed record SuggestedPage(string Address, string Title);
