using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>
/// A part of a page that one module offers to a page of another: a block of the home page, a member's statements on the
/// member's page. The page names itself, a subject and a day; the modules do not know each other.
/// </summary>
public interface IPageSection
{
    SectionPage Page { get; }

    /// <summary>Its order in its place.</summary>
    int Order { get; }

    /// <summary>Cache tags of the audit events after which it may change.</summary>
    IReadOnlyList<string> Tags { get; }

    /// <returns>What to render, or null when there is nothing to show.</returns>
    Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation);
}

/// <summary>The pages that have sections.</summary>
public enum SectionPage
{
    Home,
    Member,
    Effort,
    Campaign,

    /// <summary>A statement or story.</summary>
    Text,
}

/// <param name="Subject">Slug of the member, effort, campaign or text; empty on the home page.</param>
/// <param name="Today">The date for dated facts.</param>
/// <param name="Now">UTC.</param>
public sealed record SectionQuery(SectionPage Page, string Subject, Language Language, DateOnly Today, DateTime Now);

/// <param name="Partial">Path of the partial view.</param>
public sealed record PageSection(SectionPlace Place, string Partial, object Model);

/// <summary>Where a section is rendered on a page.</summary>
public enum SectionPlace
{
    /// <summary>The main part of the page.</summary>
    Lead,

    /// <summary>Directly after the lead.</summary>
    Latest,

    /// <summary>Beside the lead, as a small panel; on a narrow screen after the latest.</summary>
    Rail,

    /// <summary>Below, one under the other, each after a rule.</summary>
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
