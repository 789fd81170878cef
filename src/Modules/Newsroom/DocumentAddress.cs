using Concord.Newsroom.Kinds;

namespace Concord.Newsroom;

/// <summary>Where a document is read.</summary>
public static class DocumentAddress
{
    private static readonly KindCatalogue Kinds = new();

    /// <returns>From the first slash: <c>/en/news/slug</c>.</returns>
    public static string Of(string language, string kind, string slug) => Kinds.AddressOf(language, kind, slug);
}
