using Concord.Newsroom.Embeds;
using Concord.Newsroom.Pictures;

namespace Concord.Newsroom.Commands;

/// <summary>What texts name has to be there before readers see them.</summary>
internal sealed class ReleasableContent(TextPictures pictures, TextEmbeds embeds)
{
    /// <returns>Null where nothing is missing.</returns>
    public async Task<NewsroomResult?> FindFaultAsync(IReadOnlyList<ReleasableEdition> items, CancellationToken cancellation) =>
        await pictures.FindFaultAsync(items, cancellation) ?? await embeds.FindFaultAsync(items, cancellation);
}
