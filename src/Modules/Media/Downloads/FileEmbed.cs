using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;

namespace Concord.Media.Downloads;

/// <summary>A file of the library, offered for download with its size: some readers pay by the megabyte.</summary>
internal sealed class FileEmbed(FileStore files, FileLibrary library) : IEmbed
{
    public const string Name = "file";

    private const int MaxChoices = 20;

    public string Scheme => Name;

    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var known = await files.FindAsync(targets, cancellation);
        return [.. targets.Where(target => !known.ContainsKey(target))];
    }

    public async Task<IReadOnlyList<string>> FindTextsAsync(
        IReadOnlyList<string> targets,
        string language,
        CancellationToken cancellation
    )
    {
        var offered = await files.FindAsync(targets, cancellation);
        var texts = await files.TextsAsync([.. offered.Values.Select(file => file.Digest)], cancellation);
        return [.. texts.Values];
    }

    public async Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation)
    {
        if ((await files.FindAsync([embed.Target], cancellation)).GetValueOrDefault(embed.Target) is not { } file)
        {
            return null;
        }

        var words = embed.Words.Length > 0 ? embed.Words : file.FileName;
        var localizer = context.Localizer;
        var size = $"PDF · {localizer.Count("files.pages", file.Pages)} · {FileSize.Of(file.Length, localizer)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<p class=\"more\"><a href=\"{HtmlText.Encode(file.Address + context.MediaQuery)}\" download>{HtmlText.Encode(words)}</a> <span class=\"cap\">{HtmlText.Encode(size)}</span></p>"
        );
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
            .. found.Take(MaxChoices).Select(file => new EmbedChoice(file.Name, Path.GetFileNameWithoutExtension(file.FileName))),
        ];
    }
}
