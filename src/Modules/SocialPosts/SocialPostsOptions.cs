using System.ComponentModel.DataAnnotations;
using Concord.Foundation;

namespace Concord.SocialPosts;

/// <summary>Posts of the coalition's own accounts on social networks: <c>Concord:SocialPosts</c>.</summary>
internal sealed class SocialPostsOptions : IValidatableObject
{
    public const string Section = "Concord:SocialPosts";

    /// <summary>By the name that the workspace shows: <c>Concord:SocialPosts:Accounts:mastodon-en</c>.</summary>
    public Dictionary<string, SocialAccountOptions> Accounts { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>False on a node that only serves pages.</summary>
    public bool Sending { get; set; } = true;

    /// <summary>Seconds that a text is public before its posts are sent: the time in which a release can be undone.</summary>
    [Range(0, 3600)]
    public int DelaySeconds { get; set; } = 60;

    /// <summary>How often the program looks for what is to be sent.</summary>
    [Range(1, 3600)]
    public int CheckSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, account) in Accounts)
        {
            foreach (var fault in account.Faults())
            {
                yield return new ValidationResult($"{Section}:Accounts:{name}:{fault}");
            }

            if (name.Length > SocialAccount.MaxName)
            {
                yield return new ValidationResult(
                    $"{Section}:Accounts:{name}: the name may have at most {SocialAccount.MaxName} characters."
                );
            }
        }
    }
}

/// <summary>One account, with its secrets.</summary>
internal sealed class SocialAccountOptions
{
    /// <summary>Mastodon, Bluesky or X.</summary>
    public SocialNetwork Network { get; set; }

    /// <summary>Code of the language it posts in.</summary>
    public string Language { get; set; } = "";

    /// <summary>Of the server's interface; needed for Mastodon.</summary>
    public string Server { get; set; } = "";

    /// <summary>Mastodon: access token with the scopes <c>write:statuses</c> and <c>write:media</c>. X: access token.</summary>
    public string Token { get; set; } = "";

    /// <summary>X: secret of the access token.</summary>
    public string TokenSecret { get; set; } = "";

    /// <summary>X: the application's API key.</summary>
    public string ConsumerKey { get; set; } = "";

    /// <summary>X: the secret of the application's API key.</summary>
    public string ConsumerSecret { get; set; } = "";

    /// <summary>Bluesky: handle of the account.</summary>
    public string Handle { get; set; } = "";

    /// <summary>Bluesky: an app password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Mastodon: what the server allows.</summary>
    public int MaxCharacters { get; set; } = 500;

    /// <returns>Each begins with the name of the setting.</returns>
    public IEnumerable<string> Faults()
    {
        if (Language.Length == 0)
        {
            yield return "Language is missing: the code of the language that the account posts in.";
        }

        if (
            (Server.Length > 0 || Network == SocialNetwork.Mastodon)
            && (!Uri.TryCreate(Server, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        )
        {
            yield return "Server has to be an address, such as https://mastodon.example.";
        }

        if (MaxCharacters is < 1 or > SocialAccount.MaxText)
        {
            yield return $"MaxCharacters has to be between 1 and {SocialAccount.MaxText}.";
        }

        foreach (var (name, value) in Needed().Where(secret => secret.Value.Length == 0))
        {
            yield return $"{name} is missing.";
        }
    }

    private IEnumerable<(string Name, string Value)> Needed() =>
        Network switch
        {
            SocialNetwork.Mastodon => [(nameof(Token), Token)],
            SocialNetwork.Bluesky => [(nameof(Handle), Handle), (nameof(Password), Password)],
            _ =>
            [
                (nameof(ConsumerKey), ConsumerKey),
                (nameof(ConsumerSecret), ConsumerSecret),
                (nameof(Token), Token),
                (nameof(TokenSecret), TokenSecret),
            ],
        };
}
