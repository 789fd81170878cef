namespace Concord.Foundation.ContentImport;

/// <summary>Kinds of problems in a content pack.</summary>
public enum ImportProblemCode
{
    /// <summary>A file or the folder itself does not exist.</summary>
    FileNotFound,

    /// <summary>A symbolic link leads out of the pack.</summary>
    FileOutsideFolder,

    /// <summary>The file is empty, or is no regular file.</summary>
    FileEmpty,
    FileTooLarge,
    FileUnreadable,

    /// <summary>The file changed between checking and importing.</summary>
    FileChanged,
    UnsupportedFileType,
    NotUtf8,
    InvalidCharacter,

    /// <summary>Not YAML, or YAML with anchors, aliases or too deep nesting.</summary>
    NotYaml,
    FrontMatterMissing,
    UnknownKey,
    MissingValue,

    /// <summary>A text where a list is expected, or the like.</summary>
    WrongType,

    /// <summary>The right type, but not readable as a date, number, slug, code or web address.</summary>
    InvalidValue,

    /// <summary>Not one of the names that are possible here.</summary>
    UnknownValue,
    Duplicate,

    /// <summary>What is referred to is not in the pack.</summary>
    UnknownReference,

    /// <summary>Values that contradict each other.</summary>
    InconsistentValues,

    /// <summary>A text is missing in one of the languages of the site.</summary>
    MissingTranslation,

    /// <summary>A translation without the edition it was made from.</summary>
    MissingOriginal,
    TextTooLong,

    /// <summary>Markdown beyond the limits of nesting, columns or marks.</summary>
    MarkdownTooComplex,

    /// <summary>A computed value that does not exist.</summary>
    UnknownToken,

    /// <summary>The number of members is typed instead of computed.</summary>
    TypedCount,

    /// <summary>A file for download that cannot be offered.</summary>
    InvalidFile,

    /// <summary>A damaged or unsafe drawing or photograph.</summary>
    InvalidPicture,
}
