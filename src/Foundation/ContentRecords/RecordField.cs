namespace Concord.Foundation.ContentRecords;

/// <summary>A field of a record. Its label is the text <c>record.{key}</c>, its help <c>record.{key}.help</c> where there is one.</summary>
/// <param name="Key">As content packs write it.</param>
/// <param name="IsRequired">A record without it is refused.</param>
public sealed record RecordField(string Key, RecordFieldType Type, bool IsRequired = false)
{
    /// <summary>Values of a choice, each with a label <c>record.choice.{value}</c>; an optional one may be left empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The kind that a reference names, or <c>document</c>.</summary>
    public string Target { get; init; } = "";

    /// <summary>Fields of a group, or of each item of a list.</summary>
    public IReadOnlyList<RecordField> Fields { get; init; } = [];

    /// <summary>Who states something, and where it can be read.</summary>
    public static RecordField Source { get; } =
        new("source", RecordFieldType.Group, IsRequired: true)
        {
            Fields =
            [
                new RecordField("name", RecordFieldType.Texts, IsRequired: true),
                new RecordField("url", RecordFieldType.Address),
                new RecordField("retrieved", RecordFieldType.Date),
            ],
        };

    /// <summary>How exactly a date is known.</summary>
    public static RecordField Known { get; } =
        new("known", RecordFieldType.Choice) { Choices = ContentImport.DatePrecisions.Names };

    /// <summary>A name in every language.</summary>
    public static RecordField Names { get; } = new("names", RecordFieldType.Texts, IsRequired: true);

    public static RecordField Date(string key, bool isRequired = false) => new(key, RecordFieldType.Date, isRequired);

    public static RecordField Flag(string key) => new(key, RecordFieldType.Flag);

    public static RecordField Reference(string key, string target, bool isRequired = false) =>
        new(key, RecordFieldType.Reference, isRequired) { Target = target };
}

public enum RecordFieldType
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>A name of the record's own, such as the series of a figure: a–z, 0–9 and hyphens.</summary>
    Slug,
    Number,
    Date,

    /// <summary>Http or https.</summary>
    Address,

    /// <summary>Several addresses, one on each line.</summary>
    Addresses,

    /// <summary>Set or not.</summary>
    Flag,
    Choice,

    /// <summary>The slug of another record or a document.</summary>
    Reference,

    /// <summary>One line for each language of the site.</summary>
    Texts,

    /// <summary>Several lines for each language of the site.</summary>
    LongTexts,

    /// <summary>A mapping of fields.</summary>
    Group,

    /// <summary>Several mappings.</summary>
    List,
}
