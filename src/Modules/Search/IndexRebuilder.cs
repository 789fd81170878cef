using Concord.Search.Index;

namespace Concord.Search;

/// <summary>Builds this node's index anew, by command.</summary>
public sealed class IndexRebuilder
{
    private readonly BuildIndex build;

    internal IndexRebuilder(BuildIndex build) => this.build = build;

    /// <param name="progress">Hears how many documents are done, and of how many.</param>
    /// <returns>How many documents can be found. A running site changes over to the new index within a second.</returns>
    public Task<int> RunAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation) =>
        build.RunAsync(progress, cancellation);
}
