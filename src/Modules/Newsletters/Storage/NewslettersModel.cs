using Concord.Foundation.Storage;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concord.Newsletters.Storage;

/// <summary>All operational: personal data that is deleted is no part of the record that is kept for ever.</summary>
internal sealed class NewslettersModel : IModelPart
{
    private const int MaxLanguage = 12;
    private const int MaxHash = 64;
    private const int MaxStatus = 32;

    public string Name => "newsletters";

    public void Configure(ModelBuilder model)
    {
        model.Entity<NewsletterState>(state =>
        {
            state.ToTable("newsletters_state");
            state.IsOperational();
            state.Property(row => row.Id).ValueGeneratedNever();
            state.Property(row => row.Failure).HasMaxLength(500);
        });
        model.Entity<Subscriber>(subscriber =>
        {
            subscriber.ToTable("newsletters_subscribers");
            subscriber.IsOperational();
            subscriber.Property(row => row.Id).ValueGeneratedNever();
            subscriber.Property(row => row.AddressHash).HasMaxLength(MaxHash);
            subscriber.Property(row => row.Language).HasMaxLength(MaxLanguage);
            subscriber.Property(row => row.Topics).HasMaxLength(Subscriber.MaxTopics);
            subscriber.HasIndex(row => row.AddressHash).IsUnique();
            subscriber.HasIndex(row => new
            {
                row.Language,
                row.Rhythm,
                row.Id,
            });
        });
        model.Entity<Suppression>(suppression =>
        {
            suppression.ToTable("newsletters_suppressions");
            suppression.IsOperational();
            suppression.HasKey(row => row.AddressHash);
            suppression.Property(row => row.AddressHash).HasMaxLength(MaxHash);
        });
        model.Entity<FoundDocument>(found =>
        {
            found.ToTable("newsletters_documents");
            found.IsOperational();
            found.HasKey(row => new { row.Language, row.DocumentId });
            found.Property(row => row.Language).HasMaxLength(MaxLanguage);
        });
        model.Entity<Schedule>(schedule =>
        {
            schedule.ToTable("newsletters_schedules");
            schedule.IsOperational();
            schedule.HasKey(row => new { row.Language, row.Rhythm });
            schedule.Property(row => row.Language).HasMaxLength(MaxLanguage);
        });
        model.Entity<Issue>(issue =>
        {
            issue.ToTable("newsletters_issues");
            issue.IsOperational();
            issue.Property(row => row.Id).ValueGeneratedNever();
            issue.Property(row => row.Language).HasMaxLength(MaxLanguage);
            issue
                .Property(row => row.Documents)
                .HasConversion(
                    ids => string.Join(' ', ids.Select(id => id.ToString("N"))),
                    text =>
                        (IReadOnlyList<Guid>)text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToList(),
                    new ValueComparer<IReadOnlyList<Guid>>(
                        (one, other) => one!.SequenceEqual(other!),
                        ids => ids.Count,
                        ids => ids
                    )
                );
            issue.HasIndex(row => row.FilledAt);
        });
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("newsletters_deliveries");
            delivery.IsOperational();
            delivery.Property(row => row.Id).ValueGeneratedNever();
            delivery.Property(row => row.Status).HasMaxLength(MaxStatus);
            // A newsletter goes to a person once, whatever happens in between.
            delivery.HasIndex(row => new { row.SubscriberId, row.IssueId }).IsUnique();
            delivery.HasIndex(row => new { row.State, row.DueAt });
            delivery.HasIndex(row => new { row.IssueId, row.State });
        });
    }
}
