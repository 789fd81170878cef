namespace Concord.Media.Share;

/// <summary>What stands on the picture that is shown where somebody passes a page on.</summary>
/// <param name="Kicker">A line above the title, such as the kind and the date; may be empty.</param>
/// <param name="Site">The site's name, below the rule.</param>
/// <param name="Strokes">The ledger of members as SVG path data, with a height of 40 units.</param>
/// <param name="StrokesWidth">Units across.</param>
public sealed record ShareCard(string Title, string Kicker, string Site, bool IsRightToLeft, string Strokes, string StrokesWidth)
{
    public const int Width = 1200;

    public const int Height = 630;

    // Rendering takes a tenth of a second of a core: many requests at once wait for each other, not the readers of pages.
    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 2));

    public async Task<byte[]> ToPngAsync(CancellationToken cancellation)
    {
        await Places.WaitAsync(cancellation);
        try
        {
            return DrawShareCard.Draw(this);
        }
        finally
        {
            Places.Release();
        }
    }
}
