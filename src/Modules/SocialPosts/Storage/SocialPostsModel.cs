using Concord.Foundation.Storage;
using Concord.SocialPosts.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Storage;

/// <summary>Operational: what was approved, sent and answered is in the journal as well.</summary>
internal sealed class SocialPostsModel : IModelPart
{
    private const int MaxLanguage = 12;
    private const int MaxSlug = 100;
    private const int MaxActor = 100;
    private const int MaxAddress = 500;

    public string Name => "socialposts";

    public void Configure(ModelBuilder model) =>
        model.Entity<SocialPost>(post =>
        {
            post.ToTable("socialposts_posts");
            post.IsOperational();
            post.Property(row => row.Id).ValueGeneratedNever();
            post.Property(row => row.Slug).HasMaxLength(MaxSlug);
            post.Property(row => row.Account).HasMaxLength(SocialAccount.MaxName);
            post.Property(row => row.Language).HasMaxLength(MaxLanguage);
            post.Property(row => row.Text).HasMaxLength(SocialAccount.MaxText);
            post.Property(row => row.Alt).HasMaxLength(SocialAccount.MaxText);
            post.Property(row => row.WrittenBy).HasMaxLength(MaxActor);
            post.Property(row => row.ApprovedBy).HasMaxLength(MaxActor);
            post.Property(row => row.RemoteId).HasMaxLength(MaxAddress);
            post.Property(row => row.RemoteUrl).HasMaxLength(MaxAddress);
            post.Property(row => row.Answer).HasMaxLength(SocialPost.MaxAnswer);
            post.HasIndex(row => new { row.DocumentId, row.Id });
            post.HasIndex(row => new { row.State, row.DueAt });
        });
}
