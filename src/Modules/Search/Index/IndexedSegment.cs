using System.Globalization;
using Concord.Foundation.Search;
using Concord.Search.Text;
using Lucene.Net.Documents;

namespace Concord.Search.Index;

/// <summary>
/// Converts segments of the translation memory to their form in the index, and back. They have none of the fields that the
/// search of the site looks at.
/// </summary>
internal static class IndexedSegment
{
    private const string DayForm = "yyyy-MM-dd";

    public static Document From(TranslatedSegment segment)
    {
        var document = new Document
        {
            new StringField(IndexField.MemoryTag, segment.Tag, Field.Store.YES),
            new StoredField(IndexField.MemoryDay, segment.Day.ToString(DayForm, CultureInfo.InvariantCulture)),
        };
        foreach (var (language, text) in segment.Texts)
        {
            document.Add(new StringField(IndexField.MemoryLanguage, language, Field.Store.NO));
            document.Add(new TextField(IndexField.Memory(language), Folding.Composed(text), Field.Store.NO));
            document.Add(new StoredField(IndexField.Memory(language), text));
        }

        return document;
    }

    /// <returns>The day of the text, its tag, and the passage in two languages.</returns>
    public static (DateOnly Day, string Tag, string From, string To) Read(Document document, string from, string to) =>
        (
            DateOnly.ParseExact(
                document.Get(IndexField.MemoryDay, CultureInfo.InvariantCulture),
                DayForm,
                CultureInfo.InvariantCulture
            ),
            document.Get(IndexField.MemoryTag, CultureInfo.InvariantCulture),
            document.Get(IndexField.Memory(from), CultureInfo.InvariantCulture),
            document.Get(IndexField.Memory(to), CultureInfo.InvariantCulture)
        );
}
