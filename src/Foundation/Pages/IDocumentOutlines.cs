namespace Concord.Foundation.Pages;

/// <summary>Documents as the workspace knows them, released or not, for modules that prepare something for their release.</summary>
public interface IDocumentOutlines
{
    /// <returns>Null where there is no such document, or where it is not in the list of news.</returns>
    Task<DocumentOutline?> FindAsync(string slug, CancellationToken cancellation);
}

/// <summary>A document with the newest text of each language.</summary>
/// <param name="Picture">Name of its picture; null for none.</param>
public sealed record DocumentOutline(Guid Id, string Slug, string? Picture, IReadOnlyList<DocumentOutlineEdition> Editions)
{
    /// <returns>Null where there is no text in the language.</returns>
    public DocumentOutlineEdition? In(string language) =>
        Editions.FirstOrDefault(edition => edition.Language.Equals(language, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The newest text of a document in one language, which readers may not know yet.</summary>
/// <param name="Path">Of its page, with the language.</param>
/// <param name="IsPublic">Whether readers can read the document in the language now.</param>
public sealed record DocumentOutlineEdition(string Language, string Title, string Summary, string Path, bool IsPublic);
