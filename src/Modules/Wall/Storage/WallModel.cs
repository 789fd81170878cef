using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Storage;

internal sealed class WallModel : IModelPart
{
    public string Name => "wall";

    public void Configure(ModelBuilder model)
    {
        model.Entity<WallSource>(source =>
        {
            source.ToTable("wall_sources");
            source.IsAudited();
            source.HasKey(row => row.Slug);
            source.HasOne<PollState>().WithOne().HasForeignKey<PollState>(polling => polling.Source);
            source.HasMany<Post>().WithOne().HasForeignKey(post => post.Source);
        });
        model.Entity<PollState>(state =>
        {
            state.ToTable("wall_poll_states");
            state.IsOperational();
            state.HasKey(row => row.Source);
            state.HasIndex(row => row.NextAt);
        });
        model.Entity<BlockRule>(rule =>
        {
            rule.ToTable("wall_block_rules");
            rule.IsAudited();
            rule.HasKey(row => new { row.Kind, row.Value });
            rule.Property(row => row.Value).HasMaxLength(300);
        });
        ConfigurePosts(model);
    }

    private static void ConfigurePosts(ModelBuilder model)
    {
        model.Entity<Post>(post =>
        {
            post.ToTable("wall_posts");
            post.IsAudited();
            post.Property(row => row.Id).ValueGeneratedNever();
            post.Property(row => row.CheckedAt).IsNotAudited();
            post.Property(row => row.StateNote).HasMaxLength(Post.MaxText);
            post.Property(row => row.Order).HasMaxLength(32);
            post.Property(row => row.Text).HasMaxLength(Post.MaxText);
            post.Property(row => row.QuotedText).HasMaxLength(Post.MaxText);
            post.HasIndex(row => new { row.Source, row.SourceId }).IsUnique();
            post.HasIndex(row => new { row.State, row.Order });
            // The last columns cover the other filters, so that the index alone answers.
            post.HasIndex(row => new
            {
                row.State,
                row.Member,
                row.Order,
                row.Language,
            });
            post.HasIndex(row => new
            {
                row.State,
                row.Language,
                row.Order,
                row.Member,
            });
            post.HasIndex(row => row.Fingerprint);
            post.HasIndex(row => row.DuplicateOf);
            // Few posts are pinned; without the index every page of the wall would scan all posts for them.
            post.HasIndex(row => row.PinnedAt).HasFilter("pinned_at IS NOT NULL");
            post.HasIndex(row => new { row.Source, row.SuspectedDeletedAt }).HasFilter("suspected_deleted_at IS NOT NULL");
            post.HasMany(row => row.Topics).WithOne().HasForeignKey(topic => topic.PostId);
            post.HasMany(row => row.Pictures).WithOne().HasForeignKey(picture => picture.PostId);
            post.HasMany(row => row.Translations).WithOne().HasForeignKey(translation => translation.PostId);
        });
        model.Entity<PostTopic>(topic =>
        {
            topic.ToTable("wall_topics");
            topic.IsAudited();
            topic.HasKey(row => new
            {
                row.PostId,
                row.Scheme,
                row.Value,
            });
            topic.Property(row => row.Order).HasMaxLength(32);
            topic.Property(row => row.Value).HasMaxLength(200);
            topic
                .HasIndex(row => new
                {
                    row.Scheme,
                    row.Value,
                    row.Order,
                    row.Member,
                    row.Language,
                    row.Effort,
                    row.PostId,
                })
                .HasDatabaseName("ix_wall_topics_way");
        });
        model.Entity<PostPicture>(picture =>
        {
            picture.ToTable("wall_pictures");
            picture.IsAudited();
            picture.HasKey(row => new { row.PostId, row.Position });
            picture.HasIndex(row => row.Name);
        });
        model.Entity<PostTranslation>(translation =>
        {
            translation.ToTable("wall_translations");
            translation.IsAudited();
            translation.HasKey(row => new { row.PostId, row.Language });
            translation.Property(row => row.Text).HasMaxLength(Post.MaxText);
        });
    }
}
