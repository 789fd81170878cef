using Concord.SocialPosts.Counting;

namespace Concord.SocialPosts;

/// <summary>A social network.</summary>
public enum SocialNetwork
{
    Mastodon,
    Bluesky,
    X,
}

/// <summary>An account of the coalition on a network.</summary>
internal sealed record SocialAccount(string Name, SocialAccountOptions Options)
{
    public const int MaxName = 50;

    /// <summary>Of any post, in UTF-16 units.</summary>
    public const int MaxText = 10_000;

    private const string BlueskyServer = "https://bsky.social";
    private const string XServer = "https://api.x.com";

    public SocialNetwork Network => Options.Network;

    public string Language => Options.Language;

    /// <summary>Without a slash at its end.</summary>
    public string Server =>
        (
            Options.Server is { Length: > 0 } server ? server
            : Network == SocialNetwork.Bluesky ? BlueskyServer
            : XServer
        ).TrimEnd('/');

    /// <summary>The longest description of a picture, in UTF-16 units.</summary>
    public int MaxAlt =>
        Network switch
        {
            SocialNetwork.Mastodon => 1500,
            SocialNetwork.Bluesky => 2000,
            _ => 1000,
        };

    /// <summary>Bytes.</summary>
    public int MaxPicture =>
        Network switch
        {
            SocialNetwork.Mastodon => 8_000_000,
            SocialNetwork.Bluesky => 1_000_000,
            _ => 5_000_000,
        };

    /// <param name="text">Complete, with its address.</param>
    public PostLength Measure(PostText text) =>
        Network switch
        {
            SocialNetwork.Mastodon => PostLength.OnMastodon(text.Full, Options.MaxCharacters),
            SocialNetwork.Bluesky => PostLength.OnBluesky(text.Short),
            _ => PostLength.OnX(text.Full),
        };
}

/// <summary>The accounts of the settings, by name.</summary>
internal sealed class SocialAccounts(SocialPostsOptions options)
{
    public IReadOnlyList<SocialAccount> All { get; } =
    [
        .. options
            .Accounts.OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => new SocialAccount(account.Key, account.Value)),
    ];

    public SocialAccount? Find(string name) =>
        All.FirstOrDefault(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
