using Concord.Search.Index;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Concord.Search.Query;

/// <summary>Counts the results for each value of each facet.</summary>
internal sealed class FacetCount : ICollector
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private SortedSetDocValues? values;
    private int[] inSegment = [];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) { }

    public void Collect(int doc)
    {
        if (values is null)
        {
            return;
        }

        values.SetDocument(doc);
        for (var term = values.NextOrd(); term != SortedSetDocValues.NO_MORE_ORDS; term = values.NextOrd())
        {
            inSegment[term]++;
        }
    }

    public void SetNextReader(AtomicReaderContext context)
    {
        EndSegment();
        values = context.AtomicReader.GetSortedSetDocValues(IndexField.Facet);
        inSegment = new int[values?.ValueCount ?? 0];
    }

    /// <returns>By name of facet; most frequent first, years newest first.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<CountedFacet>> Read()
    {
        EndSegment();
        return counts
            .Select(pair => (Facet: IndexedDocument.ReadFacet(pair.Key), Count: pair.Value))
            .GroupBy(pair => pair.Facet.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group =>
                    (IReadOnlyList<CountedFacet>)
                        [
                            .. (
                                group.Key == "year"
                                    ? group.OrderByDescending(pair => pair.Facet.Value, StringComparer.Ordinal)
                                    : group.OrderByDescending(pair => pair.Count)
                            ).Select(pair => new CountedFacet(pair.Facet.Value, pair.Facet.Label, pair.Count)),
                        ],
                StringComparer.Ordinal
            );
    }

    private void EndSegment()
    {
        var text = new BytesRef();
        for (var term = 0; term < inSegment.Length; term++)
        {
            if (inSegment[term] > 0)
            {
                values!.LookupOrd(term, text);
                var label = text.Utf8ToString();
                counts[label] = counts.GetValueOrDefault(label) + inSegment[term];
            }
        }

        inSegment = [];
    }
}
