namespace Concord.Foundation.Search;

/// <summary>Offers a module's translated texts to the translation memory.</summary>
public interface ITranslationSource
{
    /// <summary>Every segment of the texts that were released, with its translations.</summary>
    IAsyncEnumerable<TranslatedSegment> AllAsync(CancellationToken cancellation);

    /// <summary>The segments of one cache tag; null where the tag means nothing to this source.</summary>
    Task<IReadOnlyList<TranslatedSegment>?> OfTagAsync(string tag, CancellationToken cancellation);
}

/// <summary>One passage in the languages in which it was released.</summary>
/// <param name="Tag">Cache tag of the audit events that change it: <c>document:slug</c>.</param>
/// <param name="Day">Of the text that it stands in.</param>
/// <param name="Texts">Markdown by code of the language; two or more.</param>
public sealed record TranslatedSegment(string Tag, DateOnly Day, IReadOnlyDictionary<string, string> Texts);

/// <summary>Finds how passages like another were translated in texts that were released.</summary>
public interface ITranslationMemory
{
    /// <param name="text">Markdown.</param>
    /// <param name="from">Code of its language.</param>
    /// <param name="to">Code of the language that it is translated into.</param>
    /// <param name="except">Cache tag of the text itself, whose segments are left out.</param>
    /// <param name="most">How many are returned at most.</param>
    /// <returns>The most similar first; empty while the index is not ready.</returns>
    IReadOnlyList<RememberedTranslation> Find(string text, string from, string to, string except, int most);
}

/// <param name="Source">The similar passage, in the language of the text.</param>
/// <param name="Target">Its translation.</param>
/// <param name="Percent">How similar it is by words; 100 only where it is the same to the letter.</param>
/// <param name="Tag">Cache tag of the text that it stands in.</param>
/// <param name="Day">Of that text.</param>
public sealed record RememberedTranslation(string Source, string Target, int Percent, string Tag, DateOnly Day);
