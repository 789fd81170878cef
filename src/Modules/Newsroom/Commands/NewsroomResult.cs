namespace Concord.Newsroom.Commands;

/// <summary>What came of a command. Front ends put the code into words.</summary>
/// <param name="Slug">Of the document.</param>
/// <param name="Language">Of the edition; null where the command is about the document as a whole.</param>
/// <param name="Detail">What the code is about: a slug, a language, a number.</param>
public sealed record NewsroomResult(NewsroomCode Code, string Slug, string? Language = null, string? Detail = null)
{
    /// <summary>Numbers of the editions' revisions that the command wrote or released, by language.</summary>
    public IReadOnlyDictionary<string, int> Revisions { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public bool IsDone => Code is NewsroomCode.Done or NewsroomCode.Unchanged;
}

/// <summary>Why a command did what it did.</summary>
public enum NewsroomCode
{
    Done,

    /// <summary>Everything is as the command wants it already.</summary>
    Unchanged,

    InvalidSlug,
    UnknownDocument,
    DocumentExists,

    /// <summary>Detail: the kinds there are.</summary>
    UnknownKind,

    /// <summary>Detail: the languages there are.</summary>
    UnknownLanguage,

    /// <summary>There is no edition in the language.</summary>
    UnknownEdition,

    TitleMissing,

    /// <summary>Detail: the most characters.</summary>
    TitleTooLong,
    SummaryMissing,

    /// <summary>Detail: the most characters.</summary>
    SummaryTooLong,
    BodyMissing,

    /// <summary>The text it is a summary of has no issuer, or its address is not one of the web.</summary>
    InvalidOriginal,

    /// <summary>Detail: the most characters.</summary>
    BodyTooLong,

    /// <summary>Quotations, lists or emphasis stand too deeply within each other. Detail: the line, from 1.</summary>
    TextTooDeep,

    /// <summary>A table has too many columns. Detail: the line, from 1.</summary>
    TableTooWide,

    /// <summary>A paragraph has too many characters with a meaning in Markdown. Detail: the line, from 1.</summary>
    TextTooComplex,

    /// <summary>Detail: the name of a footnote that is named and not written, or written and not named.</summary>
    FootnoteIncomplete,

    /// <summary>A picture stands within a paragraph, a list, a quotation or a table. Detail: the line, from 1.</summary>
    PictureNotAlone,

    /// <summary>A picture is not one of the site. Detail: the line, from 1.</summary>
    PictureFromElsewhere,

    /// <summary>Detail: the name of a picture that the site does not have.</summary>
    UnknownPicture,

    /// <summary>Detail: the name of a picture without an alternative text in the language.</summary>
    PictureNotDescribed,

    /// <summary>An embed stands within a paragraph, a list, a quotation or a table. Detail: the line, from 1.</summary>
    EmbedNotAlone,

    /// <summary>Detail: an embed that cannot be shown, as <c>scheme:target</c>.</summary>
    UnknownEmbed,

    /// <summary>Detail: a recording that is not converted, as <c>scheme:target</c>.</summary>
    EmbedNotReady,

    /// <summary>Detail: a recording without captions or transcript in the language, as <c>scheme:target</c>.</summary>
    EmbedTextsMissing,

    /// <summary>Detail: the computed value that no module knows.</summary>
    UnknownToken,

    /// <summary>Detail: the number of members that was typed.</summary>
    TypedCount,

    /// <summary>Somebody else saved a newer revision. Detail: its number.</summary>
    NewerRevision,

    /// <summary>Somebody else saved the same document at the same moment.</summary>
    Conflict,

    /// <summary>There is no edition to translate from in the language. Detail: the language.</summary>
    SourceMissing,

    /// <summary>There is nothing that could be released.</summary>
    NothingToRelease,

    /// <summary>Segments of the text are not translated or not checked yet.</summary>
    TranslationUnfinished,

    /// <summary>The edition was never released.</summary>
    NotReleased,

    /// <summary>Clearance is required and the newest revision has none.</summary>
    NotCleared,

    /// <summary>Clearance was not requested, or the text changed since.</summary>
    ClearanceNotRequested,

    /// <summary>A withdrawn, removed or moved edition is released again only with a reason.</summary>
    ReasonRequired,

    /// <summary>Readers need a notice.</summary>
    NoticeRequired,

    /// <summary>The edition is in this state already. Detail: the state.</summary>
    AlreadyInState,

    /// <summary>Detail: the document it should move to, which does not exist or is this one.</summary>
    InvalidTarget,

    /// <summary>The release is due in the past.</summary>
    DueInPast,

    /// <summary>There is no release set with this id, or it was executed or cancelled.</summary>
    UnknownReleaseSet,

    /// <summary>A document of this kind says who speaks.</summary>
    SpeakerMissing,

    /// <summary>Detail: the place, member, line of effort, campaign, document or language that there is not.</summary>
    UnknownTopic,

    /// <summary>A note to a clearance is longer than 2,000 characters.</summary>
    NoteTooLong,

    /// <summary>No open step of the clearance waits for this person.</summary>
    NotYourStep,

    /// <summary>Detail: the step that has no name, needs nobody or more people than may clear it, or names somebody who may not.</summary>
    InvalidStep,

    /// <summary>A link for a person without an account names the person.</summary>
    GuestNameMissing,

    /// <summary>The link was used, revoked or is for an earlier text.</summary>
    LinkVoid,

    /// <summary>The words that a comment is about do not stand in the text, or are too many.</summary>
    PassageNotFound,

    /// <summary>A comment is empty or has more than 4,000 characters.</summary>
    InvalidComment,

    UnknownComment,

    /// <summary>Nothing was changed for readers in the last minute.</summary>
    NothingToUndo,

    /// <summary>An agreed word is missing or too long, or is among those that are not used. Detail: the word.</summary>
    InvalidTerm,

    /// <summary>The document is no campaign, and cannot be shown as one.</summary>
    NotACampaign,

    /// <summary>Somebody else changed what is true of the document in every language.</summary>
    NewerDescription,
}
