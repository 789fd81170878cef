using Concord.Foundation.Pages;
using Concord.Wall.Posts;
using Concord.Wall.Reading;

namespace Concord.Wall.Sections;

/// <summary>The wall on pages of other modules: the newest posts, and a link to the whole wall.</summary>
internal abstract class WallSection(FindPosts find, RenderPosts show) : IPageSection
{
    private const string Partial = "/Pages/Wall/_Section.cshtml";

    /// <summary>Two rows of three columns.</summary>
    protected const int MaxPosts = 6;

    public abstract SectionPage Page { get; }

    public abstract int Order { get; }

    /// <summary>How many posts of one source are shown.</summary>
    protected virtual int MaxPerSource => MaxPosts;

    public virtual IReadOnlyList<string> Tags => WallTags;

    /// <summary>Of the audit events after which posts are shown differently.</summary>
    protected static IReadOnlyList<string> WallTags { get; } = ["wall", "members", "pictures"];

    public virtual async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var filter = NarrowedTo(query.Subject);
        var pinned = await find.PinnedAsync(filter, cancellation);
        var newest = await find.PageAsync(filter, query.Language.Code, after: null, MaxPosts * 4, cancellation);
        var chosen = Choose([.. pinned, .. newest.First, .. newest.Others]);
        if (chosen.Count == 0)
        {
            return null;
        }

        var posts = await show.RunAsync(chosen, query.Today, cancellation);
        return new PageSection(
            SectionPlace.Body,
            Partial,
            new WallExcerpt(
                posts,
                $"/{query.Language.Code}/wall{filter.QueryAfter(place: null)}",
                !filter.IsEmpty && filter.Attached is null
            )
        );
    }

    protected abstract WallFilter NarrowedTo(string subject);

    private List<Post> Choose(IReadOnlyList<Post> posts)
    {
        var bySource = new Dictionary<string, int>(StringComparer.Ordinal);
        var chosen = new List<Post>();
        foreach (var post in posts)
        {
            var count = bySource.GetValueOrDefault(post.Source);
            if (chosen.Count < MaxPosts && count < MaxPerSource)
            {
                bySource[post.Source] = count + 1;
                chosen.Add(post);
            }
        }

        return chosen;
    }
}

/// <summary>The home page.</summary>
internal sealed class HomePostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Home;

    public override int Order => 60;

    /// <summary>One post per source, so that a busy one does not fill the section.</summary>
    protected override int MaxPerSource => 1;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None;
}

/// <summary>The posts of one member, and those attached to it.</summary>
internal sealed class MemberPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Member;

    public override int Order => 20;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { MemberPage = subject };
}

/// <summary>Posts about one line of effort.</summary>
internal sealed class EffortPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Effort;

    public override int Order => 40;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Effort = subject };
}

/// <summary>Posts that were attached to a statement or story.</summary>
internal sealed class TextPostsSection(FindPosts find, RenderPosts show, CacheTags tags) : WallSection(find, show)
{
    /// <summary>Most texts have none, and stay in the cache when posts arrive.</summary>
    public override IReadOnlyList<string> Tags => [PostAttached.Tag];

    public override SectionPage Page => SectionPage.Text;

    public override int Order => 10;

    public override async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var section = await base.ComposeAsync(query, cancellation);
        if (section is not null)
        {
            tags.Add([.. WallTags]);
        }

        return section;
    }

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Attached = subject };
}

/// <summary>Posts of one campaign: those that belong to it or have its name as a hashtag.</summary>
internal sealed class CampaignPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Campaign;

    public override int Order => 10;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Campaign = subject };
}
