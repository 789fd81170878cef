using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Concord.Search.Text;

/// <summary>
/// Removes the Arabic article, written as a part of the word in Arabic (<c>الرقة</c>) and as a word of its own in Latin
/// letters (<c>Deir al-Zour</c>).
/// </summary>
internal sealed class ArticleFilter : TokenFilter
{
    private const int MinLetters = 4;
    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "al", "el", "ez", "az", "as", "es", "ar" };
    private readonly ICharTermAttribute term;

    public ArticleFilter(TokenStream input)
        : base(input) => term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        while (m_input.IncrementToken())
        {
            var word = term.ToString();
            if (Articles.Contains(word))
            {
                continue;
            }

            if (word.Length >= MinLetters && word.StartsWith("ال", StringComparison.Ordinal))
            {
                term.SetEmpty().Append(word[2..]);
            }

            return true;
        }

        return false;
    }
}
