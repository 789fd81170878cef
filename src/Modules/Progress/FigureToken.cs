using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress;

/// <summary><c>{{figure people-freed}}</c>: a figure with its unit, as it is stated on the page of figures.</summary>
internal sealed class FigureToken(ConcordDb db, LanguageSet languages) : ITextToken
{
    public string Name => "figure";

    public string Example => "{{figure people-freed}}";

    public string Tag => "progress";

    public bool Takes(string argument) =>
        argument.Length > 0
        && argument.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    public string? Needs(string argument) => $"figure:{argument}";

    public async Task<string> ValueAsync(string argument, Language language, DateOnly today, CancellationToken cancellation)
    {
        var figure = await db.Set<Figure>()
            .AsNoTracking()
            .Include(row => row.Texts)
            .SingleOrDefaultAsync(row => row.Slug == argument, cancellation);
        if (figure is null)
        {
            return "—";
        }

        var counted = figure.Texts.Find(text => text.Language == language.Code);
        var value = FigureWording.Of(figure, new Localizer(language, languages, HtmlText.Encoder));
        return counted is { Unit: null } ? $"{value} {counted.What}" : value;
    }
}
