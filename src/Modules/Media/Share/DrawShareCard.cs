using System.Net;
using System.Text;
using Concord.Media.Rendering;
using NetVips;

namespace Concord.Media.Share;

/// <summary>
/// Renders a share card as PNG with libvips: the background by librsvg, the text by Pango, which shapes Arabic and sets mixed
/// directions as a browser does.
/// </summary>
internal static class DrawShareCard
{
    private const int Margin = 70;
    private const int Inner = ShareCard.Width - (2 * Margin);
    private const int TitleTop = 128;
    private const int TitleBottom = 400;
    private const int RuleAt = 530;

    /// <summary>Longer texts never fit, and would take minutes to lay out.</summary>
    private const int MaxLetters = 300;

    /// <summary>Sizes of the title in pixels; the largest that fits is used.</summary>
    private static readonly int[] Sizes = [80, 70, 62, 54, 46, 40];

    private static readonly double[] Ink = [0x14, 0x20, 0x2b];
    private static readonly double[] Quiet = [0x4a, 0x56, 0x61];

    private static readonly string[] Faces =
    [
        .. new[] { "serif.ttf", "naskh.ttf" }.Select(file => Path.Combine(AppContext.BaseDirectory, "Faces", file)),
    ];

    static DrawShareCard()
    {
        LibVips.Prepare();
        foreach (var face in Faces)
        {
            // Registers the font with Pango for the life of the process.
            using var known = Image.Text(".", fontfile: face);
        }
    }

    /// <returns>1200 × 630 pixels.</returns>
    public static byte[] Draw(ShareCard card)
    {
        using var ground = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(GroundOf(card))).Flatten();
        using var title = Title(card);
        using var withTitle = Put(ground, title, Ink, card, TitleTop);
        using var kicker = Localizer(card.Kicker, 30, card);
        using var withKicker = Put(withTitle, kicker, Quiet, card, Margin);
        using var site = Localizer(card.Site, 34, card);
        using var whole = Put(withKicker, site, Ink, card, RuleAt + 24);
        return whole.PngsaveBuffer(palette: true, compression: 9, keep: Enums.ForeignKeep.None);
    }

    private static string GroundOf(ShareCard card)
    {
        var turn = card.IsRightToLeft ? $"transform=\"translate({ShareCard.Width} 0) scale(-1 1)\"" : "";
        var box = WebUtility.HtmlEncode($"0 0 {card.StrokesWidth} 40");
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{ShareCard.Width}" height="{ShareCard.Height}">
              <rect width="{ShareCard.Width}" height="{ShareCard.Height}" fill="#fbfaf6"/>
              <g {turn}>
                <svg x="{Margin}" y="{RuleAt - 96}" width="{Inner}" height="96" viewBox="{box}" preserveAspectRatio="none">
                  <path d="{WebUtility.HtmlEncode(card.Strokes)}" stroke="#0b5563" stroke-width=".34" fill="none"/>
                </svg>
              </g>
              <rect x="{Margin}" y="{RuleAt}" width="{Inner}" height="3" fill="#14202b"/>
            </svg>
            """;
    }

    private static Image? Title(ShareCard card)
    {
        foreach (var size in Sizes)
        {
            var drawn = Localizer(card.Title, size, card);
            if (drawn is null || drawn.Height <= TitleBottom - TitleTop)
            {
                return drawn;
            }

            drawn.Dispose();
        }

        // A title that does not fit at any size is cut to the lines that do.
        using var smallest = Localizer(card.Title, Sizes[^1], card)!;
        return smallest.Crop(0, 0, smallest.Width, TitleBottom - TitleTop);
    }

    /// <returns>Coverage of each pixel; null for an empty text.</returns>
    private static Image? Localizer(string text, int size, ShareCard card)
    {
        var clean = string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(MaxLetters)).Trim();
        if (clean.Length == 0)
        {
            return null;
        }

        var font = card.IsRightToLeft ? "Noto Naskh Arabic, Source Serif 4 Bold" : "Source Serif 4, Noto Naskh Arabic Semibold";
        var drawn = Image.Text(
            WebUtility.HtmlEncode(clean),
            font: $"{font} {size}",
            width: Inner,
            dpi: 72,
            wrap: Enums.TextWrap.WordChar
        );
        // A last letter may overhang the edge of its line.
        return drawn.Width <= Inner ? drawn : drawn.Crop(card.IsRightToLeft ? drawn.Width - Inner : 0, 0, Inner, drawn.Height);
    }

    /// <summary>Places text on the background at the start of the line in its language.</summary>
    private static Image Put(Image ground, Image? words, double[] colour, ShareCard card, int top)
    {
        if (words is null)
        {
            return ground.Copy();
        }

        var left = card.IsRightToLeft ? ShareCard.Width - Margin - words.Width : Margin;
        using var place = words.Embed(left, top, ShareCard.Width, ShareCard.Height);
        return place.Ifthenelse(colour, ground, blend: true).Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
