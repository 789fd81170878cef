using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Concord.Foundation.Text;

namespace Concord.Newsroom.WordPress;

/// <summary>
/// Pictures, frames and files of the block being written. Our texts have them in paragraphs of their own, so they stand behind
/// the block.
/// </summary>
internal sealed partial class PostMedia(IPostContext context)
{
    private readonly List<string> behind = [];

    public void Add(string paragraph) => behind.Add(paragraph);

    /// <returns>What has gathered since the last call.</returns>
    public List<string> Take()
    {
        List<string> taken = [.. behind];
        behind.Clear();
        return taken;
    }

    public void AddPictures(IReadOnlyList<PostPicture> pictures)
    {
        if (pictures.Count > 0)
        {
            behind.Add(
                string.Join('\n', pictures.Select(one => new TextPicture(one.Name, one.Alt, one.Caption, 0).ToMarkdown()))
            );
        }
    }

    public PostPicture? PictureOf(IElement image)
    {
        var source = image.GetAttribute("src") ?? image.GetAttribute("data-src") ?? "";
        var named = PictureId().Match(image.GetAttribute("class") ?? "");
        var id = named.Success ? long.Parse(named.Groups["id"].Value, CultureInfo.InvariantCulture) : (long?)null;
        var picture = context.PictureOf(source, id);
        return picture is null ? null
            : PostMarkup.Plain(image.GetAttribute("alt")) is { } alt ? picture with { Alt = alt }
            : picture;
    }

    public void AddMissing(IElement image)
    {
        var source = image.GetAttribute("src") ?? "";
        context.Report(PostProblem.MissingPicture, source.Length > 200 ? source[..200] : source);
        var words =
            PostMarkup.Plain(image.GetAttribute("alt")) ?? Uri.UnescapeDataString(source.Split('?', '#')[0].Split('/')[^1]);
        if (PostMarkup.IsWebAddress(source) && MarkdownInline.Address(source) is { } address)
        {
            behind.Add($"[{MarkdownInline.Escape(words.Length > 0 ? words : source)}]({address})");
        }
        else if (PostMarkup.Plain(image.GetAttribute("alt")) is { } alt)
        {
            behind.Add(MarkdownInline.EscapeLines(MarkdownInline.Escape(alt)));
        }
    }

    /// <summary>A frame, film or sound of the old site or of another: a link takes its place.</summary>
    public void LinkMedia(IElement element)
    {
        var source =
            element.GetAttribute("src")
            ?? element.GetAttribute("data")
            ?? element.QuerySelector("source[src], embed[src]")?.GetAttribute("src")
            ?? "";
        source = source.StartsWith("//", StringComparison.Ordinal) ? $"https:{source}" : source;
        context.Report(PostProblem.LinkedMedia, source.Length > 0 ? source : element.LocalName);
        if (PostMarkup.IsWebAddress(source) && MarkdownInline.Address(source) is { } address)
        {
            var words = PostMarkup.Plain(element.GetAttribute("title")) ?? source;
            behind.Add($"[{MarkdownInline.Escape(words)}]({address})");
        }
    }

    /// <summary>
    /// What a linked picture leads to stands behind it; one that leads to its own file needs no link.
    /// </summary>
    public void AddTarget(IElement link)
    {
        var href = (link.GetAttribute("href") ?? "").Trim();
        if (
            href.Length > 0
            && !PictureFile().IsMatch(href.Split('?', '#')[0])
            && context.LinkOf(href) is { } target
            && MarkdownInline.Address(target.Address) is { } address
        )
        {
            behind.Add($"[{MarkdownInline.Escape(target.IsFile ? href.Split('/')[^1] : href)}]({address})");
        }
    }

    [GeneratedRegex(@"\bwp-image-(?<id>[0-9]{1,18})\b", RegexOptions.None, 10_000)]
    private static partial Regex PictureId();

    [GeneratedRegex(@"\.(?:jpe?g|png|gif|webp|avif|svg)$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex PictureFile();
}
