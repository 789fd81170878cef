namespace Concord.Media.Rendering;

/// <summary>The format of a photograph, detected by its first bytes and never by its name.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Endings">File extensions, the usual one first.</param>
internal sealed record PictureFormat(string Name, string[] Endings)
{
    private static readonly PictureFormat Jpeg = new("JPEG", [".jpg", ".jpeg"]);
    private static readonly PictureFormat Png = new("PNG", [".png"]);
    private static readonly PictureFormat WebP = new("WebP", [".webp"]);
    private static readonly PictureFormat Avif = new("AVIF", [".avif"]);

    /// <summary>Extensions of photographs, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> AllEndings { get; } =
    [.. new[] { Avif, WebP, Png, Jpeg }.SelectMany(format => format.Endings)];

    /// <returns>Null for anything else.</returns>
    public static PictureFormat? Of(ReadOnlySpan<byte> content) =>
        content switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f', ..] => Avif,
            _ => null,
        };
}
