using System.Globalization;
using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Search.Index;
using Concord.Search.Synonyms;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using LuceneQuery = Lucene.Net.Search.Query;

namespace Concord.Search.Query;

/// <summary>Searches the index of this node.</summary>
internal sealed class SearchDocuments(
    CurrentIndex open,
    CurrentSynonyms synonyms,
    LanguageSet languages,
    Suggestions suggestions,
    HtmlEncoder encoder,
    SiteClock clock
)
{
    public const int PageSize = 10;

    /// <summary>Later pages are not offered: nobody reads them, and each costs all pages before it.</summary>
    private const int MaxPages = 50;

    /// <summary>With fewer results the other languages are searched too, and so many of theirs are shown.</summary>
    private const int FewResults = 5;

    /// <param name="page">From 1.</param>
    /// <returns>Null while the index is not ready.</returns>
    public SearchResults? Run(SearchQuery search, Language language, int page) =>
        open.Use(index =>
            index.Search(searcher =>
            {
                var found = Find(searcher, search, language, page);
                return page == 1 && (found.IsSimilar || found.Paging.Total < FewResults)
                    ? found with
                    {
                        Spelling = found.IsSimilar
                            ? suggestions.For(searcher, search.Text, language, text => IsFound(searcher, text, language))
                            : null,
                        Elsewhere = Elsewhere(searcher, search, language, found.Items),
                    }
                    : found;
            })
        );

    /// <summary>The best results in one language, without suggestions.</summary>
    /// <returns>Empty while the index is not ready.</returns>
    public IReadOnlyList<SearchResult> Best(SearchQuery search, Language language) =>
        open.Use(index => index.Search(searcher => Find(searcher, search, language, page: 1).Items)) ?? [];

    private SearchResults Find(IndexSearcher searcher, SearchQuery search, Language language, int page)
    {
        var terms = new QueryTerms(search.Text, language, synonyms.List);
        if (terms.ToQuery() is not { } words)
        {
            return Nothing();
        }

        var found = Find(searcher, words, search, terms, language, page);
        return found.Paging.Total > 0 || found.Choices.Count > 0
            ? found
            : Find(searcher, terms.ToQuery(withSimilar: true)!, search, terms, language, page) with
            {
                IsSimilar = true,
            };
    }

    private SearchResults Find(
        IndexSearcher searcher,
        LuceneQuery words,
        SearchQuery search,
        QueryTerms terms,
        Language language,
        int page
    )
    {
        // Facets are counted without the chosen filters, so that a filter can be changed for another.
        var counts = new FacetCount();
        searcher.Search(words, Public(language), counts);
        var max = Math.Min(page, MaxPages) * PageSize;
        var found = searcher.Search(Narrowed(words, search), Public(language), max);
        var items = found
            .ScoreDocs.Skip((page - 1) * PageSize)
            .Select(hit => Show(searcher.Doc(hit.Doc), terms, language))
            .ToList();
        var total = Math.Min(found.TotalHits, MaxPages * PageSize);
        return new SearchResults(items, new Paging(page, PageSize, total), counts.Read(), Spelling: null);
    }

    private bool IsFound(IndexSearcher searcher, string text, Language language) =>
        new QueryTerms(text, language, synonyms.List).ToQuery() is { } words
        && searcher.Search(words, Public(language), 1).TotalHits > 0;

    private List<SearchResult> Elsewhere(
        IndexSearcher searcher,
        SearchQuery search,
        Language language,
        IReadOnlyList<SearchResult> shown
    )
    {
        var tags = shown.Select(item => (item.Tag, item.Place)).ToHashSet();
        var results = new List<SearchResult>();
        foreach (var other in languages.All.Where(other => other != language))
        {
            var terms = new QueryTerms(search.Text, other, synonyms.List);
            if (terms.ToQuery() is { } words)
            {
                var found = searcher.Search(Narrowed(words, search), Public(other), FewResults);
                results.AddRange(
                    found
                        .ScoreDocs.Select(hit => Show(searcher.Doc(hit.Doc), terms, other))
                        .Where(result => tags.Add((result.Tag, result.Place)))
                );
            }
        }

        return [.. results.Take(FewResults)];
    }

    private static SearchResults Nothing() =>
        new(
            [],
            new Paging(1, PageSize, 0),
            new Dictionary<string, IReadOnlyList<CountedFacet>>(StringComparer.Ordinal),
            Spelling: null
        );

    private static BooleanQuery Narrowed(LuceneQuery words, SearchQuery search)
    {
        var all = new BooleanQuery { { words, Occur.MUST } };
        foreach (var (name, value) in search.Chosen)
        {
            var chosen = new TermQuery(new Term(IndexField.Facet, IndexField.FacetTerm(name, value)));
            all.Add(new ConstantScoreQuery(chosen) { Boost = 0 }, Occur.MUST);
        }

        return all;
    }

    private QueryWrapperFilter Public(Language language) =>
        new(
            new BooleanQuery
            {
                { new TermQuery(new Term(IndexField.Language, language.Code)), Occur.MUST },
                {
                    NumericRangeQuery.NewInt64Range(
                        IndexField.VisibleFrom,
                        null,
                        clock.Now.Ticks,
                        minInclusive: true,
                        maxInclusive: true
                    ),
                    Occur.MUST
                },
            }
        );

    private SearchResult Show(Document document, QueryTerms terms, Language language)
    {
        string Stored(string field) => document.Get(field, CultureInfo.InvariantCulture) ?? "";
        return new SearchResult(
            language,
            Stored(IndexField.Tag),
            Stored(IndexField.Address),
            Stored(IndexField.Title),
            Passage.Whole(Stored(IndexField.Title), terms, language, encoder),
            Passage.Of(Stored(IndexField.Text), terms, language, encoder)
                ?? Passage.Of(Stored(IndexField.Summary), terms, language, encoder),
            Stored(IndexField.Summary),
            IndexedDocument.DayOf(document),
            [.. IndexedDocument.FacetsOf(document)]
        );
    }
}
