using Concord.Foundation;
using Concord.Media.Files;
using Concord.Media.Rendering;

namespace Concord.Media.Recordings.Converting;

/// <summary>Stores the picture that a film shows before it plays: one file for every browser, without metadata.</summary>
internal sealed class AddPoster(MediaStore media)
{
    /// <param name="content">A picture in any format of the library but a drawing.</param>
    /// <returns>Its digest. The same picture always has the same.</returns>
    /// <exception cref="RecordingFaultException">It is no picture.</exception>
    public async Task<string> RunAsync(byte[] content, Actor actor, CancellationToken cancellation)
    {
        var plain = await RenderAsync(content, cancellation);
        await media.AddFileAsync(plain.Type, plain.Content, actor, cancellation);
        return MediaFile.DigestOf(plain.Content);
    }

    /// <exception cref="RecordingFaultException">It is no picture.</exception>
    public static async Task<Rendition> RenderAsync(byte[] content, CancellationToken cancellation)
    {
        using var turn = await DecodingTurn.TakeAsync(cancellation);
        var rendered = await Task.Run(
            () =>
                Photograph.Check(content, ending: null, PictureLimits.Own).Size is var (width, _)
                    ? Photograph.Render(content, width, PictureLimits.Own)
                    : null,
            cancellation
        );
        return rendered?.Plain ?? throw new RecordingFaultException(RecordingFaultCode.Damaged);
    }
}
