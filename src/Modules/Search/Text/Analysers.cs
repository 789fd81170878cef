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
    public static Analyzer Exact { get; } = Make(Folding.Digits, tokens => tokens);

    /// <param name="analyser"><c>arabic</c>, <c>english</c>, <c>french</c>, <c>sorani</c>; anything else folds accents only.</param>
    public static Analyzer Folded(string analyser) => ByName.GetValueOrDefault(analyser, Plain);

    // Folded, because they are compared with folded words.
    private static readonly CharArraySet ArabicStopWords = FoldedStopWords();

    private static readonly Analyzer Plain = Make(Folding.Digits, tokens => new ASCIIFoldingFilter(tokens));

    private static readonly Dictionary<string, Analyzer> ByName = new(StringComparer.Ordinal)
    {
        ["arabic"] = Make(
            Folding.Arabic,
            tokens => new ArabicStemFilter(Without(new ArabicNormalizationFilter(tokens), ArabicStopWords))
        ),
        ["sorani"] = Make(
            Folding.Digits,
            tokens => new SoraniStemFilter(Without(new SoraniNormalizationFilter(tokens), SoraniAnalyzer.DefaultStopSet))
        ),
        ["french"] = Make(
            Folding.Digits,
            tokens => new ASCIIFoldingFilter(
                new FrenchLightStemFilter(
                    Without(new ElisionFilter(tokens, FrenchAnalyzer.DEFAULT_ARTICLES), FrenchAnalyzer.DefaultStopSet)
                )
            )
        ),
        ["english"] = Make(
            Folding.Digits,
            tokens => new PorterStemFilter(
                Without(new ASCIIFoldingFilter(new EnglishPossessiveFilter(Version, tokens)), StandardAnalyzer.STOP_WORDS_SET)
            )
        ),
    };

    private static CharArraySet FoldedStopWords()
    {
        var fold = Make(Folding.Arabic, tokens => new ArabicNormalizationFilter(tokens));
        var words = ArabicAnalyzer.DefaultStopSet.SelectMany(word => Tokens.Of(fold, word)).Select(word => word.Text);
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
