using Concord.Newsroom.Import;

namespace Concord.Newsroom.WordPress;

/// <summary>What an import of a WordPress site is asked to do.</summary>
public sealed record WordPressOptions
{
    /// <summary>Kinds that posts can become; the others need what no post has.</summary>
    public static IReadOnlyCollection<string> KindsOfPosts { get; } = ["story", "page", "campaign", "effort"];

    /// <summary>Who can make a statement.</summary>
    public static IReadOnlyCollection<string> Speakers => DocumentFolder.Speakers;

    /// <summary>Reads and checks everything, and changes nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Takes the text of the export also where an editor changed it on the site.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Folder with the files of the old site, as <c>wp-content/uploads</c> has them; null where there is none.</summary>
    public string? Attachments { get; init; }

    /// <summary>Fetches files that are not in the folder from the old site.</summary>
    public bool Fetches { get; init; }

    /// <summary>Language of items that name none; null takes that of the export.</summary>
    public string? Language { get; init; }

    /// <summary>Kinds of our documents by types of the export; <c>post</c> and <c>page</c> need not be named.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary>Slugs of categories whose posts are statements, with who makes them: <c>all-members</c>, <c>hosts</c> …</summary>
    public IReadOnlyDictionary<string, string> Statements { get; init; } = new Dictionary<string, string>();

    internal string? KindOf(string type) =>
        Kinds.TryGetValue(type, out var kind) ? kind
        : type == "post" ? "story"
        : type == "page" ? "page"
        : null;
}

/// <summary>How far an import is.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Part">0 to 1, of this step.</param>
/// <param name="Items">Items of this step that are done.</param>
public sealed record WordPressProgress(WordPressStep Step, double Part, int Items);

public enum WordPressStep
{
    Checking,
    Attachments,
    Documents,
    Translations,
}
