using Concord.Foundation.Languages;

namespace Concord.Media;

/// <summary>The line under a picture.</summary>
public static class PictureCaption
{
    /// <returns>Caption and credit; null where there is neither.</returns>
    public static string? Of(string? caption, string? credit, Localizer localizer) =>
        (caption, credit) switch
        {
            (null or "", null) => null,
            (null or "", { } maker) => localizer.Fill("media.credit.line", ("name", maker)),
            ({ } words, null) => words,
            var (words, maker) => $"{words} {localizer.Fill("media.credit.line", ("name", maker))}",
        };
}
