using Concord.Media;
using Concord.Members;
using Microsoft.AspNetCore.Html;

namespace Concord.Newsroom.Documents;

/// <summary>Everything that the page of one document shows.</summary>
internal sealed record ArticleContent
{
    public required Headline Headline { get; init; }

    public required string? Place { get; init; }

    public required IHtmlContent Body { get; init; }

    /// <summary>Digests: coverage by others.</summary>
    public required IReadOnlyList<DigestItem> Items { get; init; }

    public required PagePicture? Picture { get; init; }

    /// <summary>Address and name of the file to download.</summary>
    public required (string Address, string Name)? Download { get; init; }

    /// <summary>Codes of the languages in which a statement's text is authentic.</summary>
    public required IReadOnlyList<string> Authentic { get; init; }

    /// <summary>The coalition on the day of a statement of all its members.</summary>
    public required LedgerOnDate? Speakers { get; init; }

    /// <summary>Members it relates to.</summary>
    public required IReadOnlyList<MemberOnDate> Members { get; init; }

    /// <summary>Lines of effort and campaigns it belongs to.</summary>
    public required IReadOnlyList<Headline> Belongs { get; init; }

    /// <summary>Documents that belong to it, where it is a line of effort or a campaign.</summary>
    public required HeadlineList Gathered { get; init; }

    public required HeadlineList Related { get; init; }
}
