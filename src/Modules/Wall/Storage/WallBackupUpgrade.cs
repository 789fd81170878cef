using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Concord.Foundation.Storage.Backups;
using Concord.Wall.Posts;

namespace Concord.Wall.Storage;

/// <summary>The earlier version had other names for the states of posts, and stored their reasons as sentences.</summary>
internal sealed partial class WallBackupUpgrade : IBackupUpgrade
{
    private static readonly Dictionary<string, PostState> States = new(StringComparer.Ordinal)
    {
        ["Live"] = PostState.Live,
        ["Held"] = PostState.PendingReview,
        ["Hidden"] = PostState.Hidden,
        ["Gone"] = PostState.Deleted,
        ["Folded"] = PostState.Duplicate,
        ["Missing"] = PostState.SuspectedDeleted,
    };

    private static readonly Dictionary<string, StateReason> Reasons = new(StringComparer.Ordinal)
    {
        ["Its source is not trusted."] = StateReason.UntrustedSource,
        ["It says what a post says that was taken off the wall."] = StateReason.RepeatsHiddenPost,
        ["The post it was a copy of is gone."] = StateReason.OriginalDeleted,
        ["It was gone from its source and is there again."] = StateReason.Reappeared,
        ["It is no longer at its source."] = StateReason.DeletedAtSource,
        ["Its source says that it is gone, and says so of many at once."] = StateReason.SuspectedDeleted,
    };

    public IReadOnlyList<TableUpgrade> Tables { get; } =
    [
        new TableUpgrade("wall_sources", "wall_sources") { Convert = ConvertSource },
        new TableUpgrade("wall_poll_states", "wall_polling"),
        new TableUpgrade("wall_block_rules", "wall_bans"),
        new TableUpgrade("wall_posts", "wall_posts") { Convert = ConvertPost },
    ];

    private static bool ConvertSource(JsonObject row)
    {
        (row["is_internal"], row["version"]) = (false, 0);
        return true;
    }

    private static bool ConvertPost(JsonObject row)
    {
        row.Rename("folded_into", "duplicate_of");
        row.Rename("missing_since", "suspected_deleted_at");
        row["version"] = 0;
        var state = row.Text("state")!;
        row["state"] = States.TryGetValue(state, out var known)
            ? known.ToString()
            : throw new FormatException($"“{state}” is not a state of a post");
        var reason = row.Text("state_reason") is { } sentence ? ReasonOf(sentence) : null;
        (row["state_reason"], row["state_note"]) = (reason?.Code.ToString(), reason?.Note);
        return true;
    }

    private static ReviewReason ReasonOf(string sentence) =>
        Reasons.TryGetValue(sentence, out var code) ? new ReviewReason(code)
        : Banned().Match(sentence) is { Success: true } ban
            ? new ReviewReason(
                ban.Groups["kind"].Value == "word" ? StateReason.BlockedWord : StateReason.BlockedLink,
                ban.Groups["value"].Value
            )
        : new ReviewReason(StateReason.Moderator, sentence);

    [GeneratedRegex("^It has the banned (?<kind>word|link) “(?<value>.+)”\\.$", RegexOptions.None, 10_000)]
    private static partial Regex Banned();
}
