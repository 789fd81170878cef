using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>Links to documents by their slugs, for modules that name documents; one module has their pages.</summary>
public interface IDocumentLinks
{
    /// <param name="now">UTC.</param>
    /// <returns>By slug; those without a public page in the language are left out.</returns>
    Task<IReadOnlyDictionary<string, DocumentLink>> FindAsync(
        IReadOnlyCollection<string> slugs,
        Language language,
        DateTime now,
        CancellationToken cancellation
    );
}

/// <param name="Address">Of its page, with the language.</param>
public sealed record DocumentLink(string Slug, string Title, string Address);
