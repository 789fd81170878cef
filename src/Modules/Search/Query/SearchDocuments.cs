using System.Globalization;
using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Search.Index;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using LuceneQuery = Lucene.Net.Search.Query;

namespace Concord.Search.Query;

/// <summary>Searches the index of this node.</summary>
internal sealed class SearchDocuments(CurrentIndex open, HtmlEncoder encoder, SiteClock clock)
{
    public const int PageSize = 10;

    /// <summary>Later pages are not offered: nobody reads them, and each costs all pages before it.</summary>
    private const int MaxPages = 50;

    /// <param name="page">From 1.</param>
    /// <returns>Null while the index is not ready.</returns>
    public SearchResults? Run(SearchQuery search, Language language, int page) =>
        open.Use(index => index.Search(searcher => Find(searcher, search, language, page)));

    private SearchResults Find(IndexSearcher searcher, SearchQuery search, Language language, int page)
    {
        var terms = new QueryTerms(search.Text, language);
        if (terms.ToQuery() is not { } words)
        {
            return Nothing(spelling: null);
        }

        // Facets are counted without the chosen filters, so that a filter can be changed for another.
        var counts = new FacetCount();
        searcher.Search(words, Public(language), counts);
        var query = Narrowed(words, search);
        var max = Math.Min(page, MaxPages) * PageSize;
        var found = searcher.Search(query, Public(language), max);
        if (found.TotalHits == 0)
        {
            return Nothing(SpellingSuggestions.Spelling(searcher, search.Text, language)) with { Choices = counts.Read() };
        }

        var items = found
            .ScoreDocs.Skip((page - 1) * PageSize)
            .Select(hit => Show(searcher.Doc(hit.Doc), terms, language))
            .ToList();
        var total = Math.Min(found.TotalHits, MaxPages * PageSize);
        return new SearchResults(items, new Paging(page, PageSize, total), counts.Read(), Spelling: null);
    }

    private static SearchResults Nothing(string? spelling) =>
        new(
            [],
            new Paging(1, PageSize, 0),
            new Dictionary<string, IReadOnlyList<CountedFacet>>(StringComparer.Ordinal),
            spelling
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
