using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Import;
using Concord.Newsroom.Pictures;
using Concord.Newsroom.Translation;

namespace Concord.Newsroom.Commands;

/// <summary>What a text has to be before it can be saved.</summary>
internal sealed class ContentRules(TextTokens tokens, TextPictures pictures, TextEmbeds embeds)
{
    /// <returns>Null where the text can be saved.</returns>
    public async Task<(NewsroomCode Code, string? Detail)?> CheckAsync(EditionContent content, CancellationToken cancellation) =>
        Check(content) is { } fault ? fault
        : await pictures.FirstUnknownAsync(content.Body, cancellation) is { } name ? (NewsroomCode.UnknownPicture, name)
        : await embeds.FirstUnknownAsync(content.Body, cancellation) is { } embed ? (NewsroomCode.UnknownEmbed, embed)
        : null;

    private (NewsroomCode Code, string? Detail)? Check(EditionContent content)
    {
        if (content.Title.Length == 0)
        {
            return (NewsroomCode.TitleMissing, null);
        }

        if (content.Title.Length > EditionContent.MaxTitle)
        {
            return (NewsroomCode.TitleTooLong, Text(EditionContent.MaxTitle));
        }

        if (content.Summary.Length == 0)
        {
            return (NewsroomCode.SummaryMissing, null);
        }

        if (content.Summary.Length > EditionContent.MaxSummary)
        {
            return (NewsroomCode.SummaryTooLong, Text(EditionContent.MaxSummary));
        }

        if (content.Body.Length == 0)
        {
            return (NewsroomCode.BodyMissing, null);
        }

        if (content.Body.Length > EditionContent.MaxBody)
        {
            return (NewsroomCode.BodyTooLong, Text(EditionContent.MaxBody));
        }

        if (
            content.Original is { } original
            && (
                original.IssuedOn == default
                || original.IssuedBy.Length is 0 or > OriginalText.MaxIssuer
                || original.Url is { } url && !OriginalText.IsWebAddress(url)
            )
        )
        {
            return (NewsroomCode.InvalidOriginal, null);
        }

        if (MarkdownText.Check(content.Body) is { } fault)
        {
            return (CodeOf(fault.Kind), Text(fault.Line));
        }

        // The text of a footnote may be among the segments that are not translated yet.
        if (TranslationMarks.Find(content.Body) is null && MarkdownText.FootnoteFault(content.Body) is var (name, _))
        {
            return (NewsroomCode.FootnoteIncomplete, name);
        }

        if (tokens.Faults(content.Body).FirstOrDefault() is { Token: { } token })
        {
            return (NewsroomCode.UnknownToken, token);
        }

        return TypedCounts.Find(content.Body).FirstOrDefault() is { Text: { } count } ? (NewsroomCode.TypedCount, count) : null;
    }

    private static NewsroomCode CodeOf(MarkdownFaultKind kind) =>
        kind switch
        {
            MarkdownFaultKind.TooDeep => NewsroomCode.TextTooDeep,
            MarkdownFaultKind.TooManyColumns => NewsroomCode.TableTooWide,
            MarkdownFaultKind.PictureNotAlone => NewsroomCode.PictureNotAlone,
            MarkdownFaultKind.PictureFromElsewhere => NewsroomCode.PictureFromElsewhere,
            MarkdownFaultKind.EmbedNotAlone => NewsroomCode.EmbedNotAlone,
            _ => NewsroomCode.TextTooComplex,
        };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
