namespace Concord.Newsroom.Translation;

/// <summary>
/// Joins the segments of all translations of a document: what Arabic and French have for the same English passage is a
/// translation of each other too. Pure.
/// </summary>
internal sealed class SegmentUnion
{
    private readonly Dictionary<(string Language, string Text), Dictionary<string, string>> byText = [];

    /// <summary>Each passage by language; two or more.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Texts =>
        byText.Values.Distinct<Dictionary<string, string>>(ReferenceEqualityComparer.Instance).Where(texts => texts.Count > 1);

    public void Add(string from, SegmentedText source, string to, SegmentedText target)
    {
        foreach (var segment in Segments.Divide(source, source, target).Segments)
        {
            if (segment.State == SegmentState.Translated)
            {
                Add((from, segment.Source), (to, segment.Target));
            }
        }
    }

    private void Add((string Language, string Text) source, (string Language, string Text) target)
    {
        var texts =
            byText.GetValueOrDefault(source)
            ?? (
                byText.GetValueOrDefault(target) is { } known && !known.ContainsKey(source.Language)
                    ? known
                    : new Dictionary<string, string>(StringComparer.Ordinal)
            );
        foreach (var (language, text) in (ReadOnlySpan<(string, string)>)[source, target])
        {
            // The same words may be translated in two ways in one text; the first stays.
            if (texts.TryAdd(language, text))
            {
                byText.TryAdd((language, text), texts);
            }
        }
    }
}
