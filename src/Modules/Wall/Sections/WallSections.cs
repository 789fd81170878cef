using Concord.Foundation.Pages;
using Concord.Wall.Posts;
using Concord.Wall.Reading;

namespace Concord.Wall.Sections;

/// <summary>The wall on pages of other modules: the newest voices, and a way to the whole.</summary>
internal abstract class WallSection(FindPosts find, RenderPosts show) : IPageSection
{
    private const string Partial = "/Pages/Wall/_Section.cshtml";

    /// <summary>As many as three columns bear without making the page theirs.</summary>
    protected const int Most = 6;

    public abstract SectionPage Page { get; }

    public abstract int Order { get; }

    /// <summary>How many posts of one voice are shown.</summary>
    protected virtual int MaxPerSource => Most;

    public IReadOnlyList<string> Tags => ["wall", "members", "pictures"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var filter = NarrowedTo(query.Subject);
        var pinned = await find.PinnedAsync(filter, cancellation);
        var newest = await find.NewestAsync(filter, after: null, Most * 4, cancellation);
        var chosen = Choose([.. pinned, .. newest]);
        if (chosen.Count == 0)
        {
            return null;
        }

        var posts = await show.RunAsync(chosen, query.Today, cancellation);
        return new PageSection(
            SectionPlace.Body,
            Partial,
            new WallExcerpt(posts, $"/{query.Language.Code}/wall{filter.QueryAfter(place: null)}", !filter.IsEmpty)
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
            if (chosen.Count < Most && count < MaxPerSource)
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

    /// <summary>The loudest does not speak alone.</summary>
    protected override int MaxPerSource => 1;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None;
}

/// <summary>What one member says.</summary>
internal sealed class MemberPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Member;

    public override int Order => 20;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Member = subject };
}

/// <summary>What is said of one line of effort.</summary>
internal sealed class EffortPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Effort;

    public override int Order => 40;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Effort = subject };
}

/// <summary>What is said in one campaign: posts that belong to it, or bear its name as a hashtag.</summary>
internal sealed class CampaignPostsSection(FindPosts find, RenderPosts show) : WallSection(find, show)
{
    public override SectionPage Page => SectionPage.Campaign;

    public override int Order => 10;

    protected override WallFilter NarrowedTo(string subject) => WallFilter.None with { Campaign = subject };
}
