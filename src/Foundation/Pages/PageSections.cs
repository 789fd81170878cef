using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>
/// A part of a page that one module offers to a page of another: a block of the home page, a member's statements on the
/// member's page. Modules do not know each other through it: the page names itself, a subject and a day, nothing more.
/// </summary>
public interface IPageSection
{
    SectionPage Page { get; }

    /// <summary>Where in its place it stands, small first.</summary>
    int Order { get; }

    /// <summary>Topics of the journal records after which it may look different.</summary>
    IReadOnlyList<string> Tags { get; }

    /// <returns>What to draw, or null when there is nothing to show: then nothing is drawn.</returns>
    Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation);
}

/// <summary>The pages that take sections.</summary>
public enum SectionPage
{
    Home,
    Member,
    Effort,
    Campaign,
}

/// <param name="Subject">Slug of the member, effort or campaign; empty on the home page.</param>
/// <param name="Today">The date that dated facts are shown for.</param>
/// <param name="Now">UTC.</param>
public sealed record SectionQuery(SectionPage Page, string Subject, Language Language, DateOnly Today, DateTime Now);

/// <param name="Partial">Path of the partial view.</param>
public sealed record PageSection(SectionPlace Place, string Partial, object Model);

/// <summary>The places of a page.</summary>
public enum SectionPlace
{
    /// <summary>The largest thing on the page.</summary>
    Lead,

    /// <summary>Beside the lead, set like a newspaper's table of the weather.</summary>
    Rail,

    /// <summary>Below, one under the other, each behind a hairline.</summary>
    Body,
}

/// <summary>All sections in order, composed one after the other on the scope's one connection.</summary>
public sealed class PageSections(IEnumerable<IPageSection> sections, CacheTags tags)
{
    public async Task<IReadOnlyList<PageSection>> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var composed = new List<PageSection>();
        foreach (var section in sections.Where(section => section.Page == query.Page).OrderBy(section => section.Order))
        {
            tags.Add([.. section.Tags]);
            if (await section.ComposeAsync(query, cancellation) is { } content)
            {
                composed.Add(content);
            }
        }

        return composed;
    }
}
