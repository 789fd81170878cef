using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concord.Foundation.Text;

/// <summary>Stands for the pictures and embeds of a text while its HTML is sanitised.</summary>
internal sealed class Placeholders
{
    private readonly string key = Guid.NewGuid().ToString("N");
    private readonly List<Func<string?>> fillings = [];

    /// <param name="html">What is put there as it is; null removes the paragraph.</param>
    /// <returns>The paragraph that marks the place.</returns>
    public ParagraphBlock Add(Func<string?> html)
    {
        fillings.Add(html);
        return new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(Mark(fillings.Count - 1))) };
    }

    public string Fill(string html)
    {
        for (var number = 0; number < fillings.Count; number++)
        {
            html = html.Replace($"<p>{Mark(number)}</p>", fillings[number](), StringComparison.Ordinal);
        }

        return html;
    }

    private string Mark(int number) => $"{key}-{number}.";
}
