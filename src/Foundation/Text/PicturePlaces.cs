using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concord.Foundation.Text;

/// <summary>Stands for the pictures of a text while its HTML is sanitised.</summary>
internal sealed class PicturePlaces
{
    private readonly string key = Guid.NewGuid().ToString("N");
    private readonly List<TextPicture> pictures = [];

    /// <returns>The paragraph that marks the place.</returns>
    public ParagraphBlock Add(TextPicture picture)
    {
        pictures.Add(picture);
        return new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(PlaceOf(pictures.Count - 1))) };
    }

    /// <summary>Puts the HTML of each picture at its place; where there is none, the place is removed.</summary>
    public string Fill(string html, Func<TextPicture, string?> htmlOf)
    {
        for (var number = 0; number < pictures.Count; number++)
        {
            html = html.Replace($"<p>{PlaceOf(number)}</p>", htmlOf(pictures[number]), StringComparison.Ordinal);
        }

        return html;
    }

    private string PlaceOf(int number) => $"{key}-{number}.";
}
