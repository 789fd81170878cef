using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;
using Concord.Media;

namespace Concord.Newsroom.Pictures;

/// <summary>A picture within a text.</summary>
internal static class PictureHtml
{
    /// <summary>Width of the column on a wide screen, in rem.</summary>
    private const int Wide = 43;

    /// <param name="named">As the text names it: its own words come before those that are stored.</param>
    public static string Of(TextPicture named, PagePicture stored, Localizer localizer)
    {
        var html = new StringBuilder("<figure>");
        if (stored.Sources.Count > 0)
        {
            var sizes = new PlacedPicture(stored, Wide, IsBelowFold: true).Sizes;
            html.Append("<picture>");
            foreach (var source in stored.Sources)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<source type=\"{source.Type}\" srcset=\"{HtmlText.Encode(source.Set)}\" sizes=\"{HtmlText.Encode(sizes)}\">"
                );
            }
        }

        var alt = named.Alt.Length > 0 ? named.Alt : stored.Alt;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<img src=\"{HtmlText.Encode(stored.Address)}\" width=\"{stored.Width}\" height=\"{stored.Height}\" alt=\"{HtmlText.Encode(alt)}\" loading=\"lazy\">"
        );
        html.Append(stored.Sources.Count > 0 ? "</picture>" : "");
        if (PictureCaption.Of(named.Caption ?? stored.Caption, stored.Credit, localizer) is { } caption)
        {
            html.Append(CultureInfo.InvariantCulture, $"<figcaption class=\"cap\">{HtmlText.Encode(caption)}</figcaption>");
        }

        return html.Append("</figure>").ToString();
    }
}
