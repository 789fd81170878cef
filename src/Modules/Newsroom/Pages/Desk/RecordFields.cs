using Concord.Foundation.ContentRecords;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Fields of a record or of one of its parts, as a form shows them.</summary>
/// <param name="Path">Of the part; empty for the record itself.</param>
/// <param name="Values">Of the whole record, by path.</param>
/// <param name="Choices">What references may name, by target.</param>
internal sealed record RecordFields(
    IReadOnlyList<RecordField> Fields,
    string Path,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, IReadOnlyList<RecordEntry>> Choices,
    bool MayWrite
)
{
    public string ValueOf(string path) => Values.GetValueOrDefault(path, "");

    public RecordFields Part(IReadOnlyList<RecordField> fields, string path) => this with { Fields = fields, Path = path };
}
