using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Concord.FeedReading.Text;

/// <summary>
/// Names and abbreviations of months in the languages that feeds are written in; Arabic with the names used in the Gulf and
/// Egypt, in Iraq and the Levant, and in the Maghreb.
/// </summary>
internal static class MonthNames
{
    /// <summary>In the form of <see cref="Fold"/>; an underscore stands for a space.</summary>
    private static readonly string[] Names =
    [
        "january jan janvier janv enero ene januar janner ocak oca janeiro gennaio gen januari stycznia января يناير كانون_الثاني جانفي ژانويه كانووني_دووەم",
        "february feb fevrier fevr fev febrero februar feber subat sub fevereiro febbraio februari lutego февраля فبراير شباط فيفري فوريه شوبات",
        "march mar mars marzo marz maerz mrz mart marco maart mrt marts marca марта مارس اذار ئازار",
        "april apr avril avr abril abr nisan nis aprile kwietnia апреля ابريل نيسان افريل اوريل",
        "may mai mayo mayis maio maggio mag mei maj maja мая مايو ايار ماي مه ئايار",
        "june jun juin junio juni haziran haz junho giugno giu czerwca июня يونيو يونيه حزيران جوان ژوئن حوزەيران",
        "july jul juillet juil julio juli temmuz tem julho luglio lug lipca июля يوليو يوليه تموز جويلية يوليوز ژوئيه تەممووز",
        "august aug aout agosto ago agustos agu augustus augusti sierpnia августа اغسطس اب اوت غشت ئاب",
        "september sep sept septembre septiembre setiembre set eylul eyl setembro settembre wrzesnia сентября سبتمبر ايلول شتنبر سپتامبر ئەيلوول",
        "october oct octobre octubre oktober okt ekim eki outubro out ottobre ott pazdziernika октября اكتوبر تشرين_الاول اكتبر تشريني_يەكەم",
        "november nov novembre noviembre kasim kas novembro listopada ноября نوفمبر تشرين_الثاني نونبر نوامبر تشريني_دووەم",
        "december dec decembre diciembre dic dezember dez aralik ara dezembro dicembre grudnia декабря ديسمبر كانون_الاول دجنبر دسامبر كانووني_يەكەم",
    ];

    private static readonly FrozenDictionary<string, int> Months = Names
        .SelectMany((names, index) => names.Split(' ').Select(name => (Name: name.Replace('_', ' '), Month: index + 1)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Month, StringComparer.Ordinal);

    /// <param name="word">One or two words, in the form of <see cref="Fold"/>.</param>
    /// <returns>1 to 12; 0 where it is not the name of a month.</returns>
    public static int Find(string word) => Months.GetValueOrDefault(word);

    /// <summary>Lower case without accents; one form for the letters that Arabic, Persian and Kurdish write differently.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (
                CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                && c != 'ـ'
            )
            {
                folded.Append(
                    char.ToLowerInvariant(c) switch
                    {
                        'ı' => 'i',
                        'ł' => 'l',
                        'ى' or 'ی' => 'ي',
                        'ک' => 'ك',
                        var other => other,
                    }
                );
            }
        }

        return folded.ToString();
    }
}
