using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Concord.Search.Query;

namespace Concord.Search;

/// <summary>Suggests pages for an address that does not exist.</summary>
public sealed partial class SuggestedPages
{
    private const int MaxPages = 3;
    private static readonly Dictionary<string, string> Everything = new(StringComparer.Ordinal);
    private readonly SearchDocuments find;

    internal SuggestedPages(SearchDocuments find) => this.find = find;

    /// <param name="words">The words of the address.</param>
    /// <returns>At most three, best first; none while the index is not ready.</returns>
    public IReadOnlyList<SuggestedPage> Find(string words, Language language) =>
        Attempts(words, language)
            .Select(attempt => find.Run(new SearchQuery(attempt, Everything), language, page: 1))
            .FirstOrDefault(found => found is { Items.Count: > 0 })
            is { } best
            ? [.. best.Items.Take(MaxPages).Select(item => new SuggestedPage(item.Address, item.Name))]
            : [];

    /// <summary>All words; all in the suggested spelling; then single words, the longest first.</summary>
    private IEnumerable<string> Attempts(string words, Language language)
    {
        yield return words;
        if (find.Run(new SearchQuery(words, Everything), language, page: 1)?.Spelling is { } spelling)
        {
            yield return spelling;
        }

        foreach (var word in Space().Split(words).Where(word => word.Length > 3).OrderByDescending(word => word.Length).Take(4))
        {
            yield return word;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}

/// <param name="Address">From the first slash.</param>
public sealed record SuggestedPage(string Address, string Title);
