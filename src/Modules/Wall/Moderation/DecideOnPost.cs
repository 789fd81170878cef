using Concord.Foundation;

namespace Concord.Wall.Moderation;

/// <summary>One decision of a person of the workspace about a post.</summary>
internal sealed class DecideOnPost(PostModeration moderation)
{
    private const int MaxReason = 300;

    /// <summary>A reason as it is kept, and whether the decision can do with it: nothing is hidden without one.</summary>
    public static (string Reason, bool IsEnough) Read(PostDecision decision, string? reason)
    {
        var words = reason?.Trim() ?? "";
        words = words.Length > MaxReason ? words[..MaxReason] : words;
        return (words, decision != PostDecision.Hide || words.Length > 0);
    }

    public Task<ModerationResult> RunAsync(
        Guid post,
        PostDecision decision,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var id = post.ToString("N");
        return decision switch
        {
            PostDecision.Show => moderation.ReleaseAsync(id, reason, actor, cancellation),
            PostDecision.Hide => moderation.HideAsync(id, reason, actor, cancellation),
            PostDecision.Hold => moderation.RequeueAsync(id, reason, actor, cancellation),
            _ => moderation.PinAsync(id, decision == PostDecision.Pin, reason, actor, cancellation),
        };
    }
}

internal enum PostDecision
{
    Show,
    Hide,
    Hold,
    Pin,
    Unpin,
}
