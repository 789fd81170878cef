namespace Concord.WordPress;

/// <summary>One <c>item</c> of an export: a post, page, attachment, menu entry or whatever plugins store.</summary>
public sealed record ExportItem
{
    /// <summary>Line of the file on which it begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Null where the file gives none that is a number.</summary>
    public long? Id { get; init; }

    /// <summary><c>post</c>, <c>page</c>, <c>attachment</c>, <c>nav_menu_item</c> …; empty where the file gives none.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>publish</c>, <c>draft</c>, <c>pending</c>, <c>private</c>, <c>future</c>, <c>trash</c>, <c>inherit</c> …</summary>
    public string Status { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>The last part of its address, percent-decoded.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Its address on the old site.</summary>
    public string Link { get; init; } = "";

    /// <summary>Its permanent identifier, usually an address such as <c>https://example.org/?p=12</c>.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>0 for none.</summary>
    public long Parent { get; init; }

    public int Order { get; init; }

    /// <summary>UTC; null where the file gives none, as for drafts.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? ModifiedAt { get; init; }

    /// <summary>Login name.</summary>
    public string Author { get; init; } = "";

    /// <summary>HTML with block comments and shortcodes, as WordPress stores it.</summary>
    public string Content { get; init; } = "";

    public string Excerpt { get; init; } = "";

    public bool HasPassword { get; init; }

    /// <summary>Attachments: where the file is.</summary>
    public string AttachmentUrl { get; init; } = "";

    /// <summary>Categories, tags and terms of plugins.</summary>
    public IReadOnlyList<ExportTerm> Terms { get; init; } = [];

    /// <summary>Fields by name; where a name stands several times, the last.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Number of comments.</summary>
    public int Comments { get; init; }

    /// <returns>The slug of its first term of a taxonomy; null where it has none.</returns>
    public string? TermOf(string taxonomy) => Terms.FirstOrDefault(term => term.Taxonomy == taxonomy)?.Slug;
}

/// <param name="Taxonomy"><c>category</c>, <c>post_tag</c>, <c>language</c> …</param>
/// <param name="Slug">Percent-decoded.</param>
public sealed record ExportTerm(string Taxonomy, string Slug, string Name);

/// <param name="Login">By which items name their author.</param>
public sealed record ExportAuthor(string Login, string Name);

/// <summary>What an export says about the site, before its items.</summary>
public sealed class ExportSite
{
    public string Title { get; internal set; } = "";

    /// <summary>Address of the old site, without a slash at the end; empty where the file gives none.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>Such as <c>en-US</c>.</summary>
    public string Language { get; internal set; } = "";

    /// <summary><c>wxr_version</c>; empty until it is read.</summary>
    public string Version { get; internal set; } = "";

    public IReadOnlyList<ExportAuthor> Authors => AuthorList;

    public IReadOnlyList<ExportTerm> Terms => TermList;

    internal List<ExportAuthor> AuthorList { get; } = [];

    internal List<ExportTerm> TermList { get; } = [];
}

/// <summary>A file that is no export, or is damaged.</summary>
/// <param name="line">From 1; 0 where it is unknown.</param>
/// <param name="column">From 1; 0 where it is unknown.</param>
public sealed class ExportFaultException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
