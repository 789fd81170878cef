using System.ComponentModel;

namespace Concord.Newsroom.Api;

/// <summary>A document with its editions, as API lists contain it.</summary>
internal sealed record DocumentItem(
    string Slug,
    [property: Description("A name from the kind catalogue.")] string Kind,
    [property: Description("UTC.")] DateTime PublishedAt,
    [property: Description("Statements: all-members, small-group, hosts, co-chairs.")] string? Speaker,
    [property: Description("Slug of the place it is about.")] string? Place,
    [property: Description("By language code.")] IReadOnlyDictionary<string, string> PlaceNames,
    [property: Description("Slugs of the lines of effort it belongs to.")] IReadOnlyList<string> Efforts,
    IReadOnlyList<string> Campaigns,
    [property: Description("Slugs, as in /api/v1/members.")] IReadOnlyList<string> Members,
    [property: Description("Slugs of documents that belong with it.")] IReadOnlyList<string> Related,
    [property: Description("Codes of the languages in which a statement's text is authentic.")] IReadOnlyList<string> Authentic,
    [property: Description("By language code; only those that can be read.")] IReadOnlyDictionary<string, EditionItem> Editions
);

internal sealed record EditionItem(
    [property: Description("Whole address of its page.")] string Address,
    string Title,
    string Summary,
    [property: Description("full-text, or summary: of a text that somebody else issued.")] string Form,
    [property: Description("The text it is a summary of; null for a full text.")] OriginalItem? SummaryOf,
    [property: Description("1, 2, 3 …: the revision readers see.")] int Revision,
    [property: Description("True where a dated notice says what was put right.")] bool Corrected
);

/// <summary>The text that a summary is of. Its words are those of its issuer, not of this site.</summary>
internal sealed record OriginalItem(
    [property: Description("In the language of the edition.")] string IssuedBy,
    DateOnly IssuedOn,
    [property: Description("Where it can be read; null where it is not public.")] string? Url
);

/// <summary>One complete document.</summary>
internal sealed record DocumentAnswer(
    DocumentItem Document,
    [property: Description("By language code: every edition that has been released.")] IReadOnlyDictionary<string, TextItem> Texts
);

internal sealed record TextItem(
    [property: Description("whole, or withdrawn: then only the notices are given.")] string State,
    [property: Description("The body, of the elements that the site itself allows; null where it was withdrawn.")] string? Html,
    [property: Description("Corrections and withdrawals, oldest first.")] IReadOnlyList<NoticeItem> Notices
);

internal sealed record NoticeItem(
    [property: Description("corrected or withdrawn.")] string Is,
    [property: Description("UTC.")] DateTime At,
    string Text
);
