using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concord.Foundation.Text;

/// <summary>
/// A quotation whose last paragraph begins with a dash names its speaker there: <c>&gt; — A minister</c>. It becomes a figure
/// with the speaker as its caption.
/// </summary>
internal sealed class SpokenQuotations : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<QuoteBlockRenderer>(new QuotationRenderer());

    private sealed class QuotationRenderer : QuoteBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, QuoteBlock quotation)
        {
            if (!renderer.EnableHtmlForBlock || SpeakerOf(quotation) is not { } speaker)
            {
                base.Write(renderer, quotation);
                return;
            }

            renderer.EnsureLine();
            renderer.Write("<figure>");
            quotation.Remove(speaker);
            base.Write(renderer, quotation);
            renderer.Write("<figcaption>").WriteLeafInline(speaker).WriteLine("</figcaption></figure>");
        }

        private static ParagraphBlock? SpeakerOf(QuoteBlock quotation) =>
            quotation is { Count: > 1, LastChild: ParagraphBlock { Inline.FirstChild: LiteralInline first } last }
            && first.Content.AsSpan().StartsWith("— ")
                ? last
                : null;
    }
}
