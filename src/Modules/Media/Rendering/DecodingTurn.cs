namespace Concord.Media.Rendering;

/// <summary>Decoding takes the most memory of all that the site does: one picture at a time.</summary>
internal sealed class DecodingTurn : IDisposable
{
    private static readonly SemaphoreSlim Turn = new(1);

    private DecodingTurn() { }

    public static async Task<DecodingTurn> TakeAsync(CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        return new DecodingTurn();
    }

    public void Dispose() => Turn.Release();
}
