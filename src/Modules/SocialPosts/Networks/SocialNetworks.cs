using Concord.SocialPosts.Posts;

namespace Concord.SocialPosts.Networks;

/// <summary>The networks by their names.</summary>
internal sealed class SocialNetworks(IEnumerable<ISocialNetwork> networks)
{
    private readonly Dictionary<SocialNetwork, ISocialNetwork> networks = networks.ToDictionary(network => network.Network);

    public ISocialNetwork this[SocialNetwork network] => networks[network];

    /// <summary>Whether the network would notice that it has the post already.</summary>
    /// <param name="at">UTC; when it would be sent again.</param>
    public bool MayRepeat(SocialPost post, DateTime at) =>
        networks[post.Network].Repeatable is { } time && post.FirstTriedAt is { } first && at < first + time;
}
