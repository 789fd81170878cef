namespace Concord.Newsroom.WordPress;

/// <summary>What an import could not take as it was; each is counted, and listed with its place.</summary>
internal enum PostProblem
{
    /// <summary>The type is none that the site has; the item is left out.</summary>
    UnsupportedType,

    /// <summary>No number, or one that another item has; the item is left out.</summary>
    InvalidId,

    /// <summary>Trash, or a state of a plugin; the item is left out.</summary>
    UnsupportedState,

    /// <summary>No title; the item is left out.</summary>
    NoTitle,

    /// <summary>No text; the item is left out.</summary>
    NoText,

    /// <summary>A language that the site does not have; the item is left out.</summary>
    UnknownLanguage,

    /// <summary>Two items of one translation group have the same language; the second becomes a document of its own.</summary>
    DuplicateTranslation,

    /// <summary>The address is another document's, or none; it got another.</summary>
    ChangedSlug,

    /// <summary>A person has to know a password to read it; it becomes a draft.</summary>
    Protected,

    /// <summary>No date; that of the import is taken.</summary>
    NoDate,

    /// <summary>The title is too long; it is shortened, and stands whole at the head of the text.</summary>
    ShortenedTitle,

    /// <summary>The excerpt is too long; it is shortened, and stands whole at the head of the text.</summary>
    ShortenedExcerpt,

    /// <summary>A shortcode that is not known.</summary>
    UnknownShortcode,

    /// <summary>A block that is not known; what text it has is kept.</summary>
    UnknownBlock,

    /// <summary>An element that texts cannot have, such as a form or a script.</summary>
    RemovedElement,

    /// <summary>A frame of another site, a film or sound; a link stands in its place.</summary>
    LinkedMedia,

    /// <summary>The picture is not in the export, or its file was not found; a link stands in its place.</summary>
    MissingPicture,

    /// <summary>The file of an attachment was not found, or was refused.</summary>
    MissingFile,

    /// <summary>A type of file that the library does not take.</summary>
    UnsupportedFile,

    /// <summary>The library refused the file.</summary>
    RefusedFile,

    /// <summary>Neither the library of the old site nor the text says what the picture shows.</summary>
    NoAlternativeText,

    /// <summary>A link to a page of the old site that the export does not have; it stays as it is.</summary>
    BrokenLink,

    /// <summary>An address that cannot be linked, such as of a script; its words are kept.</summary>
    RemovedLink,

    /// <summary>The text cannot be shown with its structure; its words are kept.</summary>
    PlainText,

    /// <summary>Categories and tags that are none of our lines of effort, members, places or campaigns; kept on record.</summary>
    UnmappedTerm,

    /// <summary>Comments of readers are not taken over.</summary>
    Comments,

    /// <summary>The text is longer than any of ours may be; the item is left out.</summary>
    TooLong,

    /// <summary>It should have been published since the export was made; it becomes a draft.</summary>
    MissedDate,

    /// <summary>An editor changed the document since the last import; it was left.</summary>
    ChangedHere,
}
