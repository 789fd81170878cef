using System.Text.RegularExpressions;

namespace Concord.Wall.Text;

/// <summary>
/// Words that almost every sentence of a language has. They identify short texts, where names mislead letter statistics.
/// </summary>
internal static partial class CommonWords
{
    /// <summary>By primary tag, lower case; a word of two languages is listed with both.</summary>
    private static readonly Dictionary<string, string[]> Languages = new(StringComparer.Ordinal)
    {
        ["cs"] = Localizer("a je se na v ve že do z s pro jsou byl by jako i po za od při"),
        ["da"] = Localizer("og i at det er en den til på som af de med for der et har ikke fra"),
        ["de"] = Localizer("der die das und in den von zu mit ist des im für auf dem ein eine als auch sich nicht"),
        ["en"] = Localizer("the of and to in a is that for on with as by it was are be this from at its we who"),
        ["es"] = Localizer("de la el en y a los del se las por un para con una su es que al como"),
        ["fi"] = Localizer("ja on ei se että oli joka ovat myös sekä kanssa mutta kuin"),
        ["fr"] = Localizer("de la le et les des en un du une que est pour qui dans par sur au il ce plus aux sont d l qu s n"),
        ["hu"] = Localizer("a az és hogy nem is egy meg ez van volt de mint"),
        ["it"] = Localizer("di e il la che in a per un del è una sono con i le della dei da al nel l si"),
        ["nb"] = Localizer("og i er det på som en av til for med at de har den et ikke fra"),
        ["nl"] = Localizer("de het een van en in is dat op te zijn met voor die aan niet door bij ook"),
        ["pl"] = Localizer("i w na z do się jest że nie o to po za od przez dla są jak"),
        ["pt"] = Localizer("de a o e do da em que um para com os no uma na por as dos é das ao"),
        ["ro"] = Localizer("de și în a la cu pe din care pentru o un este nu că au al sunt"),
        ["sv"] = Localizer("och i att det som en på är av för med till den har de inte om ett från"),
        ["tr"] = Localizer("ve bir bu için ile da de olarak olan daha çok en gibi kadar sonra"),
    };

    /// <returns>How many words of <paramref name="text"/> are common in each language; languages with none are left
    /// out.</returns>
    public static Dictionary<string, int> CountIn(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).ToList();
        return Languages
            .Select(language => (language.Key, Count: words.Count(word => language.Value.Contains(word, StringComparer.Ordinal))))
            .Where(language => language.Count > 0)
            .ToDictionary(language => language.Key, language => language.Count, StringComparer.Ordinal);
    }

    private static string[] Localizer(string list) => list.Split(' ');

    [GeneratedRegex(@"\p{L}+", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Word();
}
