using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Embeds;

/// <summary>A box of figures in a text: <c>[words](figures:people-freed,area-peak)</c>.</summary>
internal sealed class FiguresEmbed(ConcordDb db, CacheTags tags, LanguageSet languages) : IEmbed
{
    private const int MaxFigures = 12;
    private const int MaxChoices = 20;

    public string Scheme => "figures";

    public StyleParts Style => StyleParts.Facts;

    public bool TakesSeveral => true;

    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var slugs = targets.SelectMany(SlugsOf).Distinct(StringComparer.Ordinal).ToList();
        var known = await db.Set<Figure>()
            .Where(figure => slugs.Contains(figure.Slug))
            .Select(figure => figure.Slug)
            .ToListAsync(cancellation);
        return [.. targets.Where(target => SlugsOf(target) is { Length: > MaxFigures } || SlugsOf(target).Except(known).Any())];
    }

    public async Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation)
    {
        tags.Add("progress");
        var slugs = SlugsOf(embed.Target);
        var figures = await db.Set<Figure>()
            .AsNoTracking()
            .Include(figure => figure.Texts)
            .Where(figure => slugs.Contains(figure.Slug))
            .Where(RecordOnDate.Figures(context.Day))
            .ToListAsync(cancellation);
        var localizer = context.Localizer;
        var html = new StringBuilder();
        foreach (var figure in figures.OrderBy(figure => Array.IndexOf(slugs, figure.Slug)))
        {
            if (figure.Texts.Find(text => text.Language == localizer.Language.Code) is { } text)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<div><dt><a href=\"/{localizer.Language.Code}/progress#{figure.Slug}\">{HtmlText.Encode(FigureWording.Of(figure, localizer))}</a></dt><dd>{HtmlText.Encode(text.What)}</dd><dd>{HtmlText.Encode(FigureWording.DayOf(figure, localizer))} · {SourceLink.Of(text.Source, figure.SourceUrl, HtmlText.Encoder)}</dd></div>"
                );
            }
        }

        return html.Length == 0 ? null : $"<aside class=\"fig\"><h3>{HtmlText.Encode(embed.Words)}</h3><dl>{html}</dl></aside>";
    }

    public async Task<IReadOnlyList<EmbedChoice>> FindChoicesAsync(
        string query,
        Language language,
        CancellationToken cancellation
    )
    {
        var figures = await db.Set<Figure>()
            .AsNoTracking()
            .Include(figure => figure.Texts)
            .OrderBy(figure => figure.Position)
            .ToListAsync(cancellation);
        var localizer = new Localizer(language, languages, HtmlText.Encoder);
        return
        [
            .. figures
                .Select(figure => new EmbedChoice(figure.Slug, TitleOf(figure, localizer)))
                .Where(choice =>
                    choice.Title.Contains(query, StringComparison.CurrentCultureIgnoreCase)
                    || choice.Target.Contains(query, StringComparison.OrdinalIgnoreCase)
                )
                .Take(MaxChoices),
        ];
    }

    private static string TitleOf(Figure figure, Localizer localizer)
    {
        var text = figure.Texts.Find(one => one.Language == localizer.Language.Code) ?? figure.Texts.FirstOrDefault();
        return $"{FigureWording.Of(figure, localizer)} {text?.What} · {FigureWording.DayOf(figure, localizer)}";
    }

    private static string[] SlugsOf(string target) => target.Split(',');
}
