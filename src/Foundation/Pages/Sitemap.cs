namespace Concord.Foundation.Pages;

/// <summary>The pages of one module for search engines, in a fixed order.</summary>
public interface ISitemapSource
{
    /// <summary>Part of the address of its sitemap: <c>documents</c>.</summary>
    string Name { get; }

    /// <summary>Cache tags of the audit events after which it may change.</summary>
    IReadOnlyList<string> Tags { get; }

    /// <summary>Number of pages, each counted once whatever the number of its languages.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    Task<IReadOnlyList<SitemapPage>> ReadAsync(int skip, int take, CancellationToken cancellation);
}

/// <summary>Pages of a module that belong to no row and exist in every language.</summary>
/// <param name="Paths">Without the language: <c>/news</c>.</param>
public sealed record SitemapPaths(params IReadOnlyList<string> Paths);

/// <summary>One page in all its languages.</summary>
/// <param name="Addresses">Path by code of language.</param>
/// <param name="ChangedAt">UTC; null where it is not known.</param>
public sealed record SitemapPage(IReadOnlyDictionary<string, string> Addresses, DateTime? ChangedAt);

/// <summary>News of the last two days, in the form search engines for news expect.</summary>
public interface INewsSitemapSource
{
    IReadOnlyList<string> Tags { get; }

    /// <param name="since">UTC.</param>
    Task<IReadOnlyList<SitemapNews>> ReadAsync(DateTime since, CancellationToken cancellation);
}

/// <param name="Address">Path.</param>
/// <param name="PublishedAt">UTC.</param>
public sealed record SitemapNews(string Address, string Language, string Title, DateTime PublishedAt);
