using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Comments;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embargo;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Pictures;
using Concord.Newsroom.Printing;
using Concord.Newsroom.Records;
using Concord.Newsroom.WordPress;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Storage;

internal sealed class NewsroomModel : IModelPart
{
    private const int LongText = 1_000_000;
    private const int MaxOriginalJson = 6000;

    /// <summary>A whole text of characters that JSON escapes.</summary>
    private const int MaxFieldsJson = 6_500_000;

    public string Name => "newsroom";

    public void Configure(ModelBuilder model)
    {
        ConfigureDocuments(model);
        ConfigureEditions(model);
        model.Entity<ReleaseSet>(set =>
        {
            set.ToTable("newsroom_release_sets");
            set.IsAudited();
            set.Property(row => row.Id).ValueGeneratedNever();
            set.HasIndex(row => new { row.ExecutedAt, row.DueAt });
            set.HasMany(row => row.Items).WithOne().HasForeignKey(item => item.ReleaseSetId);
        });
        model.Entity<ReleaseItem>(item =>
        {
            item.ToTable("newsroom_release_items");
            item.IsAudited();
            item.HasKey(row => new { row.ReleaseSetId, row.EditionId });
            item.HasIndex(row => row.EditionId);
        });
        model.Entity<WorkingCopy>(copy =>
        {
            copy.ToTable("newsroom_working_copies");
            copy.IsOperational();
            copy.HasKey(row => new
            {
                row.DocumentId,
                row.Language,
                row.AccountId,
            });
            copy.Property(row => row.Fields).HasMaxLength(MaxFieldsJson);
            copy.HasIndex(row => new { row.AccountId, row.TypedAt });
        });
        ConfigureClearance(model);
        model.Entity<SiteRecord>(record =>
        {
            record.ToTable("newsroom_records");
            record.IsAudited();
            record.Property(row => row.Id).ValueGeneratedNever();
            record.HasIndex(row => new { row.Kind, row.Slug }).IsUnique();
        });
        model.Entity<RecordRevision>(revision =>
        {
            revision.ToTable("newsroom_record_revisions");
            revision.IsAudited();
            revision.IsAppendOnly();
            revision.Property(row => row.Id).ValueGeneratedNever();
            revision.Property(row => row.Content).HasMaxLength(RecordRevision.MaxContent);
            revision.HasIndex(row => new { row.RecordId, row.Number }).IsUnique();
            revision.HasOne<SiteRecord>().WithMany().HasForeignKey(row => row.RecordId);
        });
        model.Entity<RevisionPicture>(picture =>
        {
            picture.ToTable("newsroom_revision_pictures");
            picture.IsAudited();
            picture.IsAppendOnly();
            picture.HasKey(row => new { row.RevisionId, row.Picture });
            picture.HasIndex(row => row.Picture);
            picture.HasOne<Revision>().WithMany().HasForeignKey(row => row.RevisionId);
        });
        model.Entity<RevisionEmbed>(embed =>
        {
            embed.ToTable("newsroom_revision_embeds");
            embed.IsAudited();
            embed.IsAppendOnly();
            embed.HasKey(row => new { row.RevisionId, row.Position });
            embed.HasIndex(row => new { row.Scheme, row.Target });
            embed.HasOne<Revision>().WithMany().HasForeignKey(row => row.RevisionId);
        });
        model.Entity<PrintedEdition>(printed =>
        {
            printed.ToTable("newsroom_printed_editions");
            printed.IsAudited();
            printed.IsAppendOnly();
            printed.HasKey(row => new { row.EditionId, row.Number });
            printed.HasIndex(row => row.FileDigest);
            printed.HasOne<Edition>().WithMany().HasForeignKey(row => row.EditionId);
        });
        model.Entity<LeadSlot>(slot =>
        {
            slot.ToTable("newsroom_lead_slots");
            slot.IsAudited();
            slot.Property(row => row.Id).ValueGeneratedNever();
        });
        model.Entity<GlossaryTerm>(term =>
        {
            term.ToTable("newsroom_glossary");
            term.IsAudited();
            term.HasKey(row => new { row.Concept, row.Language });
            term.Property(row => row.Agreed).HasMaxLength(GlossaryTerm.MaxTerm);
            term.Property(row => row.Avoid).HasMaxLength((GlossaryTerm.MaxTerm + 1) * GlossaryTerm.MaxAvoid);
            term.Ignore(row => row.Term);
        });
        model.Entity<WordPressItem>(item =>
        {
            item.ToTable("newsroom_wordpress_items");
            item.IsAudited();
            item.HasKey(row => new { row.Site, row.ItemId });
            item.Property(row => row.Site).HasMaxLength(WordPressItem.MaxSite);
            item.Property(row => row.Terms).HasMaxLength(WordPressItem.MaxTerms);
            item.HasIndex(row => row.Path);
            item.HasIndex(row => row.ItemId);
            item.HasIndex(row => row.Slug);
        });
        model.Entity<PlaceLocation>(location =>
        {
            location.ToTable("newsroom_place_locations");
            location.IsAudited();
            location.HasKey(row => row.Place);
        });
        model.Entity<PlaceName>(name =>
        {
            name.ToTable("newsroom_place_names");
            name.IsAudited();
            name.HasKey(row => new { row.Place, row.Language });
        });
    }

    private static void ConfigureClearance(ModelBuilder model)
    {
        model.Entity<ClearanceStep>(step =>
        {
            step.ToTable("newsroom_clearance_steps");
            step.IsAudited();
            step.HasKey(row => new { row.Kind, row.Number });
            step.Property(row => row.People).HasMaxLength(LongText);
            step.Ignore(row => row.Rule);
        });
        model.Entity<ClearanceRound>(round =>
        {
            round.ToTable("newsroom_clearance_rounds");
            round.IsAudited();
            round.IsAppendOnly();
            round.Property(row => row.Id).ValueGeneratedNever();
            round.Property(row => row.Steps).HasMaxLength(LongText);
            round.HasIndex(row => new { row.EditionId, row.Revision });
        });
        model.Entity<ClearanceDecision>(decision =>
        {
            decision.ToTable("newsroom_clearance_decisions");
            decision.IsAudited();
            decision.IsAppendOnly();
            decision.Property(row => row.Id).ValueGeneratedNever();
            decision.Property(row => row.Note).HasMaxLength(ClearanceDecision.MaxNote);
            decision.HasIndex(row => row.RoundId);
            decision.HasIndex(row => new { row.EditionId, row.Actor });
        });
        model.Entity<EarlyReader>(reader =>
        {
            reader.ToTable("newsroom_early_readers");
            reader.IsAudited();
            reader.Property(row => row.Id).ValueGeneratedNever();
            reader.HasIndex(row => row.DocumentId);
        });
        model.Entity<Comment>(comment =>
        {
            comment.ToTable("newsroom_comments");
            comment.IsAudited();
            comment.Property(row => row.Id).ValueGeneratedNever();
            comment.Property(row => row.Passage).HasMaxLength(Comment.MaxPassage);
            comment.Property(row => row.Text).HasMaxLength(Comment.MaxText);
            comment.Property(row => row.Mentions).HasMaxLength(LongText);
            comment.HasIndex(row => row.EditionId);
        });
        model.Entity<ClearanceLink>(link =>
        {
            link.ToTable("newsroom_clearance_links");
            link.IsAudited();
            link.Property(row => row.Id).ValueGeneratedNever();
            link.HasIndex(row => row.RoundId);
        });
    }

    private static void ConfigureDocuments(ModelBuilder model)
    {
        model.Entity<Document>(document =>
        {
            document.ToTable("newsroom_documents");
            document.IsAudited();
            document.Property(row => row.Id).ValueGeneratedNever();
            document.HasIndex(row => row.Slug).IsUnique();
            document.HasIndex(row => new { row.PublishedAt, row.Slug });
            document.HasIndex(row => row.Place);
            document.HasIndex(row => new { row.Kind, row.Position });
            document.Ignore(row => row.Subject);
            document.HasMany(row => row.Topics).WithOne().HasForeignKey(topic => topic.DocumentId);
            document
                .HasMany(row => row.Editions)
                .WithOne(edition => edition.Document)
                .HasForeignKey(edition => edition.DocumentId);
        });
        model.Entity<Topic>(topic =>
        {
            topic.ToTable("newsroom_topics");
            topic.IsAudited();
            topic.HasKey(row => new
            {
                row.DocumentId,
                row.Scheme,
                row.Value,
            });
            topic.HasIndex(row => new { row.Scheme, row.Value });
        });
    }

    private static void ConfigureEditions(ModelBuilder model)
    {
        model.Entity<Edition>(edition =>
        {
            edition.ToTable("newsroom_editions");
            edition.IsAudited();
            edition.Property(row => row.Id).ValueGeneratedNever();
            edition.HasIndex(row => new { row.DocumentId, row.Language }).IsUnique();
            // A covering index in the order of the lists: a list, its count and its five hundredth page are read from the
            // index alone.
            edition
                .HasIndex(row => new
                {
                    row.Language,
                    row.PublishedAt,
                    row.DocumentId,
                    row.Kind,
                    row.State,
                    row.PublicRevision,
                })
                .IsDescending(false, true, false, false, false, false)
                .HasDatabaseName("ix_newsroom_editions_listed");
            edition.HasMany(row => row.Revisions).WithOne().HasForeignKey(revision => revision.EditionId);
            edition.HasMany(row => row.Releases).WithOne().HasForeignKey(release => release.EditionId);
            edition.HasMany(row => row.Statuses).WithOne().HasForeignKey(status => status.EditionId);
        });
        model.Entity<Revision>(revision =>
        {
            revision.ToTable("newsroom_revisions");
            revision.IsAudited();
            revision.IsAppendOnly();
            revision.Property(row => row.Id).ValueGeneratedNever();
            revision.Property(row => row.Body).HasMaxLength(LongText);
            revision.Property(row => row.Items).HasMaxLength(LongText);
            revision.Property(row => row.Original).HasMaxLength(MaxOriginalJson);
            revision.HasIndex(row => new { row.EditionId, row.Number }).IsUnique();
        });
        model.Entity<ReleasedText>(release =>
        {
            release.ToTable("newsroom_released_texts");
            release.IsAudited();
            release.IsAppendOnly();
            release.Property(row => row.Id).ValueGeneratedNever();
            release.Property(row => row.Body).HasMaxLength(LongText);
            release.Property(row => row.Items).HasMaxLength(LongText);
            release.Property(row => row.Original).HasMaxLength(MaxOriginalJson);
            release.HasIndex(row => new { row.EditionId, row.Number }).IsUnique();
        });
        model.Entity<Status>(status =>
        {
            status.ToTable("newsroom_statuses");
            status.IsAudited();
            status.IsAppendOnly();
            status.Property(row => row.Id).ValueGeneratedNever();
            status.HasIndex(row => new { row.EditionId, row.Number }).IsUnique();
        });
    }
}
