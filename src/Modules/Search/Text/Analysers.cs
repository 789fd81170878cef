using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.CharFilters;
using Lucene.Net.Analysis.Ckb;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Concord.Search.Text;

/// <summary>
/// The analysers of each language: exact, as written, and folded, as a reader may remember a word. A language names its
/// analyser in <c>language.json</c>.
/// </summary>
internal static class Analysers
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>Words as written, in lower case; without stop words.</summary>
    public static Analyzer Exact { get; } = Make(Folding.Common, tokens => tokens);

    /// <summary>For comparing terms of any language with each other: without accents and the Arabic article.</summary>
    public static Analyzer Key { get; } = Make(Folding.Key, tokens => new ArticleFilter(new ASCIIFoldingFilter(tokens)));

    /// <param name="analyser"><c>arabic</c>, <c>english</c>, <c>french</c>, <c>sorani</c>; anything else folds accents only.</param>
    public static Analyzer Folded(string analyser) => ByName.GetValueOrDefault(analyser, Plain);

    // Folded, because they are compared with folded words.
    private static readonly CharArraySet ArabicStopWords = FoldedStopWords(
        Folding.Arabic,
        tokens => new ArabicNormalizationFilter(tokens),
        ArabicAnalyzer.DefaultStopSet
    );

    private static readonly CharArraySet SoraniStopWords = FoldedStopWords(
        Folding.Sorani,
        tokens => new SoraniNormalizationFilter(tokens),
        SoraniAnalyzer.DefaultStopSet
    );

    private static readonly Analyzer Plain = Make(Folding.Latin, tokens => new ASCIIFoldingFilter(tokens));

    private static readonly Dictionary<string, Analyzer> ByName = new(StringComparer.Ordinal)
    {
        ["arabic"] = Make(
            Folding.Arabic,
            tokens => new ArabicStemFilter(Without(new ArabicNormalizationFilter(tokens), ArabicStopWords))
        ),
        ["sorani"] = Make(
            Folding.Sorani,
            tokens => new SoraniStemFilter(Without(new SoraniNormalizationFilter(tokens), SoraniStopWords))
        ),
        ["french"] = Make(
            Folding.Latin,
            // Accents are removed before the stem is taken, so that a word without them has the same stem.
            tokens => new FrenchLightStemFilter(
                new ASCIIFoldingFilter(
                    Without(new ElisionFilter(tokens, FrenchAnalyzer.DEFAULT_ARTICLES), FrenchAnalyzer.DefaultStopSet)
                )
            )
        ),
        ["english"] = Make(
            Folding.Latin,
            tokens => new PorterStemFilter(
                Without(new ASCIIFoldingFilter(new EnglishPossessiveFilter(Version, tokens)), StandardAnalyzer.STOP_WORDS_SET)
            )
        ),
    };

    private static CharArraySet FoldedStopWords(
        NormalizeCharMap map,
        Func<TokenStream, TokenStream> normalize,
        CharArraySet written
    )
    {
        var fold = Make(map, normalize);
        var words = written.SelectMany(word => Tokens.Of(fold, word)).Select(word => word.Text);
        return new CharArraySet(Version, words.ToList(), ignoreCase: false);
    }

    private static StopFilter Without(TokenStream tokens, CharArraySet words) => new(Version, tokens, words);

    private static Analyzer Make(NormalizeCharMap map, Func<TokenStream, TokenStream> fold) =>
        Analyzer.NewAnonymous(
            (_, reader) =>
            {
                var words = new StandardTokenizer(Version, reader);
                return new TokenStreamComponents(words, fold(new LowerCaseFilter(Version, words)));
            },
            (_, reader) => new MappingCharFilter(map, reader)
        );
}
