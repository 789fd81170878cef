using Concord.Search.Index;

namespace Concord.Search;

/// <summary>Rebuilds this node's index by command.</summary>
public sealed class IndexRebuilder
{
    private readonly BuildIndex build;

    internal IndexRebuilder(BuildIndex build) => this.build = build;

    /// <param name="progress">Called with documents done and in all.</param>
    /// <returns>How many documents are indexed. A running site switches to the new index within a second.</returns>
    public Task<int> RunAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation) =>
        build.RunAsync(progress, cancellation);
}
