using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media.Downloads;
using Concord.Media.Recordings.Library;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings;

/// <summary>
/// Video or audio in the player of the browser, with its length and size in words, what it weighs in other sizes, captions
/// and transcript. Nothing but its picture is fetched before the reader plays it.
/// </summary>
internal sealed class RecordingEmbed(ConcordDb db, RecordingLibrary library) : IEmbed
{
    public const string Name = "recording";

    private const int MaxChoices = 20;

    public string Scheme => Name;

    public StyleParts Style => StyleParts.Recordings;

    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var known = await db.Set<Recording>()
            .Where(recording => targets.Contains(recording.Name))
            .Select(recording => recording.Name)
            .ToListAsync(cancellation);
        return [.. targets.Except(known, StringComparer.Ordinal)];
    }

    public async Task<EmbedLack?> FindLackAsync(IReadOnlyList<string> targets, string language, CancellationToken cancellation)
    {
        var rows = await db.Set<Recording>()
            .AsNoTracking()
            .Where(recording => targets.Contains(recording.Name))
            .Include(recording => recording.Texts)
            .ToListAsync(cancellation);
        foreach (var recording in rows)
        {
            var texts = recording.Texts.Find(one => one.Language == language);
            if (recording.State != RecordingState.Ready)
            {
                return new EmbedLack(recording.Name, EmbedLackKind.NotReady);
            }

            if (texts?.Transcript is null || (texts.Captions is null && recording.NeedsCaptions))
            {
                return new EmbedLack(recording.Name, EmbedLackKind.Texts);
            }
        }

        return null;
    }

    public async Task<IReadOnlyList<string>> FindTextsAsync(
        IReadOnlyList<string> targets,
        string language,
        CancellationToken cancellation
    ) =>
        await db.Set<RecordingTexts>()
            .Where(texts => targets.Contains(texts.Recording) && texts.Language == language && texts.Transcript != null)
            .Select(texts => texts.Transcript!)
            .ToListAsync(cancellation);

    public async Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation)
    {
        var recording = await db.Set<Recording>()
            .AsNoTracking()
            .Include(row => row.Files)
            .Include(row => row.Texts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Name == embed.Target && row.State == RecordingState.Ready, cancellation);
        return recording is null ? null : new RecordingHtml(recording, embed.Words, context).ToString();
    }

    public async Task<IReadOnlyList<EmbedChoice>> FindChoicesAsync(
        string query,
        Language language,
        CancellationToken cancellation
    )
    {
        var (_, found) = await library.ListAsync(query.Length > 0 ? query : null, 1, cancellation);
        return
        [
            .. found
                .Where(one => one.State != RecordingState.Refused)
                .Take(MaxChoices)
                .Select(one => new EmbedChoice(one.Name, Path.GetFileNameWithoutExtension(one.FileName))),
        ];
    }
}

/// <summary>A recording as a text shows it.</summary>
/// <param name="words">Of the link in the text.</param>
internal sealed class RecordingHtml(Recording recording, string words, EmbedContext context)
{
    private readonly Localizer localizer = context.Localizer;

    private RecordingTexts? Texts => recording.Texts.Find(one => one.Language == localizer.Language.Code);

    public override string ToString()
    {
        var small = FileOf(RecordingVariant.Small)!;
        var html = new StringBuilder("<figure class=\"rec\">");
        html.Append(recording.Kind == RecordingKind.Video ? Video(small) : Audio(small));
        html.Append("<figcaption>");
        if (words.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<b>{HtmlText.Encode(words)}</b> ");
        }

        html.Append(CultureInfo.InvariantCulture, $"<span class=\"cap\">{HtmlText.Encode(Facts(small))}</span>");
        AppendLink(
            html,
            RecordingVariant.Large,
            recording.Kind == RecordingKind.Video ? "recordings.larger" : "recordings.better"
        );
        AppendLink(html, RecordingVariant.Sound, "recordings.sound");
        html.Append("</figcaption>");
        if (Texts?.Transcript is { } transcript)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<details><summary>{HtmlText.Encode(localizer["recordings.transcript"])}</summary>"
            );
            foreach (var paragraph in transcript.Split("\n\n"))
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<p>{HtmlText.Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"
                );
            }

            html.Append("</details>");
        }

        return html.Append("</figure>").ToString();
    }

    private string Video(RecordingFile small)
    {
        var track = Texts?.CaptionsFile is { } captions
            ? $"<track kind=\"captions\" src=\"{AddressOf(captions, "captions.vtt")}\" srclang=\"{localizer.Language.Code}\" label=\"{HtmlText.Encode(localizer.Language.Name)}\" default>"
            : "";
        var poster = recording.Poster is { } drawn ? $" poster=\"{AddressOf(drawn, "poster.jpg")}\"" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<video controls playsinline preload=\"none\" width=\"{recording.Width}\" height=\"{recording.Height}\"{poster}{Label}><source src=\"{AddressOf(small)}\" type=\"{small.Type}\">{track}</video>"
        );
    }

    private string Audio(RecordingFile small) =>
        $"<audio controls preload=\"none\"{Label}><source src=\"{AddressOf(small)}\" type=\"{small.Type}\"></audio>";

    private string Label => words.Length > 0 ? $" aria-label=\"{HtmlText.Encode(words)}\"" : "";

    private string Facts(RecordingFile small)
    {
        var kind = localizer[recording.Kind == RecordingKind.Video ? "recordings.video" : "recordings.audio"];
        var facts = $"{kind} · {PlayingTime.Of(recording.Duration, localizer)} · {FileSize.Of(small.Length, localizer)}";
        return recording.Credit is { } credit ? $"{facts} · {credit}" : facts;
    }

    private void AppendLink(StringBuilder html, RecordingVariant variant, string key)
    {
        if (FileOf(variant) is { } file)
        {
            var text = localizer.Fill(key, ("size", FileSize.Of(file.Length, localizer)));
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{AddressOf(file)}\">{HtmlText.Encode(text)}</a>");
        }
    }

    private RecordingFile? FileOf(RecordingVariant variant) => recording.Files.Find(file => file.Variant == variant);

    private string AddressOf(RecordingFile file) =>
        AddressOf(file.Digest, file.Type == "audio/mp4" ? $"{recording.Name}.m4a" : $"{recording.Name}.mp4");

    private string AddressOf(string digest, string name) =>
        HtmlText.Encode(MediaStore.AddressOf(digest, name) + context.MediaQuery);
}
