using System.Security.Claims;

namespace Concord.Foundation.Pages;

/// <summary>A page of another module about one document, which the document's own pages in the workspace link to.</summary>
public interface IDocumentDeskLink
{
    /// <returns>Null where the person has no such page, or where the module has nothing to offer.</returns>
    Task<DocumentDeskLink?> OfAsync(Guid document, string slug, ClaimsPrincipal person, CancellationToken cancellation);
}

/// <param name="Path">After <c>/desk/{lang}</c>.</param>
/// <param name="TextKey">Of its name.</param>
public sealed record DocumentDeskLink(string Path, string TextKey)
{
    /// <summary>What becomes public with the document: the text for a number, and the number. Null for nothing.</summary>
    public (string TextKey, int Count)? GoesOut { get; init; }

    /// <summary>What still waits for a decision and does not become public: the text for a number, and the number.</summary>
    public (string TextKey, int Count)? Undecided { get; init; }
}
