using System.Globalization;
using Concord.Foundation.Search;
using Concord.Search.Text;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Concord.Search.Index;

/// <summary>Converts documents to their form in the index, and back.</summary>
internal static class IndexedDocument
{
    private const string DayForm = "yyyy-MM-dd";

    public static Document From(SearchDocument source)
    {
        var document = new Document
        {
            new StringField(IndexField.Tag, source.Tag, Field.Store.YES),
            new StringField(IndexField.Language, source.Language, Field.Store.YES),
            new StoredField(IndexField.Address, source.Address),
            new StoredField(IndexField.Day, source.Day?.ToString(DayForm, CultureInfo.InvariantCulture) ?? ""),
            new NumericDocValuesField(IndexField.Day, source.Day?.DayNumber ?? 0),
            new Int64Field(IndexField.VisibleFrom, source.VisibleFrom.Ticks, Field.Store.NO),
        };
        Add(document, IndexField.Title, source.Language, source.Title);
        Add(document, IndexField.Summary, source.Language, source.Summary);
        Add(document, IndexField.Text, source.Language, source.Text);
        foreach (var facet in source.Facets)
        {
            var term = IndexField.FacetTerm(facet.Name, facet.Value);
            document.Add(new StringField(IndexField.Facet, term, Field.Store.NO));
            document.Add(new SortedSetDocValuesField(IndexField.Facet, new BytesRef($"{term}\u001f{facet.Label}")));
            document.Add(new StoredField(IndexField.Facet, $"{term}\u001f{facet.Label}"));
        }

        return document;
    }

    public static DateOnly? DayOf(Document document) =>
        DateOnly.TryParseExact(
            document.Get(IndexField.Day, CultureInfo.InvariantCulture),
            DayForm,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    public static IEnumerable<SearchFacet> FacetsOf(Document document) =>
        document.GetValues(IndexField.Facet, CultureInfo.InvariantCulture).Select(ReadFacet);

    public static SearchFacet ReadFacet(string stored)
    {
        var parts = stored.Split('\u001f');
        return new SearchFacet(parts[0], parts[1], parts[2]);
    }

    private static void Add(Document document, string part, string language, string text)
    {
        text = Folding.Composed(text);
        document.Add(new StoredField(part, text));
        document.Add(new TextField(IndexField.Exact(part, language), text, Field.Store.NO));
        document.Add(new TextField(IndexField.Folded(part, language), text, Field.Store.NO));
    }
}
