namespace Concord.Newsroom.WordPress;

/// <summary>
/// Where an item of a WordPress site went, and what was known of it there: so that an import can be run again, and links to
/// the old site still lead to it.
/// </summary>
internal sealed class WordPressItem
{
    public const int MaxSite = 300;
    public const int MaxAuthor = 200;
    public const int MaxTerms = 20_000;

    /// <summary>Host of the old site without www, and the path it has there: <see cref="ExportSurvey.SiteKey"/>.</summary>
    public required string Site { get; init; }

    /// <summary>Its id there.</summary>
    public required long ItemId { get; init; }

    /// <summary>The document; null for an attachment.</summary>
    public string? Slug { get; set; }

    public string? Language { get; set; }

    /// <summary>Name of the picture in the library.</summary>
    public string? Picture { get; set; }

    /// <summary>Name of the file in the library.</summary>
    public string? File { get; set; }

    /// <summary>Path of its address there, as <see cref="OldAddress"/> writes it; null where it had none of its own.</summary>
    public string? Path { get; set; }

    /// <summary>Name of the author there.</summary>
    public string? Author { get; set; }

    /// <summary>Categories and tags there, one in each line: <c>category: Iraq</c>.</summary>
    public string? Terms { get; set; }
}
