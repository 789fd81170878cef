using Concord.Foundation.Journal;

namespace Concord.SocialPosts;

/// <summary>Audit events about posts on social networks.</summary>
/// <param name="Slug">Of the document.</param>
/// <param name="Account">Name of the account in the settings.</param>
public abstract record SocialPostEvent(string Slug, string Account) : AuditEvent
{
    public override string Module => "socialposts";
}

/// <summary>A post was written or changed. Nothing is sent before somebody approves it.</summary>
public sealed record SocialPostWritten(string Slug, string Account) : SocialPostEvent(Slug, Account);

/// <summary>A post was approved: it is sent when its document is public.</summary>
/// <param name="Text">What was approved.</param>
public sealed record SocialPostApproved(string Slug, string Account, string Text) : SocialPostEvent(Slug, Account);

/// <summary>A post that was not sent was removed.</summary>
public sealed record SocialPostRemoved(string Slug, string Account) : SocialPostEvent(Slug, Account);

/// <summary>A network accepted a post.</summary>
/// <param name="Url">Of its public page; empty where the network named none.</param>
public sealed record SocialPostSent(string Slug, string Account, string Url) : SocialPostEvent(Slug, Account);

/// <summary>A post was not sent, or nobody knows whether it was.</summary>
/// <param name="State">Failed or Unknown.</param>
/// <param name="Answer">What the network said.</param>
public sealed record SocialPostFailed(string Slug, string Account, string State, string Answer) : SocialPostEvent(Slug, Account);

/// <summary>A person decided about a post that was not sent: it is tried again, or it arrived after all.</summary>
/// <param name="State">Queued or Sent.</param>
public sealed record SocialPostDecided(string Slug, string Account, string State) : SocialPostEvent(Slug, Account);

/// <summary>A post was deleted at its network.</summary>
public sealed record SocialPostDeleted(string Slug, string Account) : SocialPostEvent(Slug, Account);
