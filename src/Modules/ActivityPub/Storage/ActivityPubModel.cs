using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Deliveries;
using Concord.ActivityPub.Followers;
using Concord.ActivityPub.Notes;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Storage;

/// <summary>All operational: followers are personal data, and what was published is on the documents' record.</summary>
internal sealed class ActivityPubModel : IModelPart
{
    private const int MaxLanguage = 12;
    private const int MaxHash = 64;
    private const int MaxKey = 2000;
    private const int MaxEncrypted = 2000;

    public string Name => "activitypub";

    public void Configure(ModelBuilder model)
    {
        model.Entity<ActorKey>(key =>
        {
            key.ToTable("activitypub_keys");
            key.IsOperational();
            key.HasKey(row => row.Language);
            key.Property(row => row.Language).HasMaxLength(MaxLanguage);
            key.Property(row => row.Public).HasMaxLength(MaxKey);
        });
        model.Entity<Follower>(follower =>
        {
            follower.ToTable("activitypub_followers");
            follower.IsOperational();
            follower.Property(row => row.Id).ValueGeneratedNever();
            follower.Property(row => row.Language).HasMaxLength(MaxLanguage);
            follower.Property(row => row.ActorHash).HasMaxLength(MaxHash);
            follower.Property(row => row.InboxHash).HasMaxLength(MaxHash);
            follower.Property(row => row.FollowHash).HasMaxLength(MaxHash);
            follower.Property(row => row.Inbox).HasMaxLength(MaxEncrypted);
            follower.HasIndex(row => new { row.Language, row.ActorHash }).IsUnique();
            follower.HasIndex(row => new { row.Language, row.InboxHash });
        });
        model.Entity<PublishedNote>(note =>
        {
            note.ToTable("activitypub_notes");
            note.IsOperational();
            note.Property(row => row.Id).ValueGeneratedNever();
            note.Property(row => row.Language).HasMaxLength(MaxLanguage);
            note.Property(row => row.Fingerprint).HasMaxLength(MaxHash);
            note.HasIndex(row => new { row.Language, row.DocumentId });
            note.HasIndex(row => new
            {
                row.Language,
                row.State,
                row.PublishedAt,
            });
        });
        model.Entity<NoteCheck>(check =>
        {
            check.ToTable("activitypub_checks");
            check.IsOperational();
            check.HasKey(row => row.Language);
            check.Property(row => row.Language).HasMaxLength(MaxLanguage);
        });
        model.Entity<OutgoingActivity>(activity =>
        {
            activity.ToTable("activitypub_activities");
            activity.IsOperational();
            activity.Property(row => row.Id).ValueGeneratedNever();
            activity.Property(row => row.Language).HasMaxLength(MaxLanguage);
            activity.Property(row => row.Json).HasMaxLength(OutgoingActivity.MaxJson);
            activity.HasIndex(row => row.NoteId);
        });
        model.Entity<ActivityDelivery>(delivery =>
        {
            delivery.ToTable("activitypub_deliveries");
            delivery.IsOperational();
            delivery.Property(row => row.Id).ValueGeneratedNever();
            delivery.Property(row => row.InboxHash).HasMaxLength(MaxHash);
            delivery.Property(row => row.Inbox).HasMaxLength(MaxEncrypted);
            delivery.HasIndex(row => new { row.ActivityId, row.InboxHash }).IsUnique();
            delivery.HasIndex(row => new { row.State, row.DueAt });
        });
    }
}
