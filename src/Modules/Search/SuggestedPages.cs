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
        if (words.Length > MaxWords || Search(words, language) is not { } found)
        {
            return [];
        }

        var best = found;
        foreach (var attempt in best.Items.Count > 0 ? [] : Attempts(words, found.Spelling))
        {
            best = Search(attempt, language) ?? best;
            if (best.Items.Count > 0)
            {
                break;
            }
        }

        return [.. best.Items.Take(MaxPages).Select(item => new SuggestedPage(item.Address, item.Name))];
    }

    /// <summary>All words in the suggested spelling; then single words, the longest first.</summary>
    private static IEnumerable<string> Attempts(string words, string? spelling) =>
        Space()
            .Split(words)
            .Where(word => word.Length > 3)
            .OrderByDescending(word => word.Length)
            .Take(2)
            .Prepend(spelling)
            .OfType<string>();

    private SearchResults? Search(string words, Language language) =>
        find.Run(new SearchQuery(words, Everything), language, page: 1);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}

/// <param name="Address">From the first slash.</param>
public sealed record SuggestedPage(string Address, string Title);
