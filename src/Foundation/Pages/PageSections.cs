using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>
/// A part of a page that one room offers to a page of another: a block of the home page, a member's statements on
/// the member's page. Rooms do not know each other through it: the page names a place and a subject, nothing more.
/// </summary>
public interface IPageSection
{
    SectionPlace Place { get; }

    /// <summary>Where in the place it stands, small first.</summary>
    int Order { get; }

    /// <returns>What to draw, or null when there is nothing to show: then nothing is drawn.</returns>
    Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation);
}

public enum SectionPlace
{
    Home,
    Member,
    Effort,
    Campaign,
}

/// <param name="Subject">The slug of the member, effort or campaign; null on the home page.</param>
/// <param name="Today">The date that dated facts are shown for.</param>
/// <param name="Now">UTC.</param>
public sealed record SectionQuery(SectionPlace Place, string? Subject, Language Language, DateOnly Today, DateTime Now);

/// <param name="Partial">Path of the partial view.</param>
/// <param name="Tags">Cache tags of what it shows.</param>
public sealed record PageSection(string Partial, object Model, IReadOnlyList<string> Tags)
{
    /// <summary>Names of style sheets the partial needs.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];
}

/// <summary>All sections for one place, in order, composed one after the other on the scope's one connection.</summary>
public sealed class PageSections(IEnumerable<IPageSection> sections)
{
    public async Task<IReadOnlyList<PageSection>> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var composed = new List<PageSection>();
        foreach (var section in sections.Where(section => section.Place == query.Place).OrderBy(section => section.Order))
        {
            if (await section.ComposeAsync(query, cancellation) is { } content)
            {
                composed.Add(content);
            }
        }

        return composed;
    }
}
