using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;

namespace Concord.Foundation.ContentRecords;

/// <summary>
/// One kind of structured content, such as members or figures, for the workspace. A record is read and written in the form that
/// content packs have, so that the same rules hold for files and for people.
/// </summary>
public interface IRecordKind
{
    /// <summary>As audit events name it before the slug: <c>member</c>.</summary>
    string Name { get; }

    /// <summary>Position among the kinds.</summary>
    int Order { get; }

    /// <summary>All but the slug.</summary>
    IReadOnlyList<RecordField> Fields { get; }

    /// <summary>False where others refer to it for ever, such as a member, which leaves and is not removed.</summary>
    bool CanRemove { get; }

    /// <summary>All records as readers see them.</summary>
    Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation);

    /// <returns>The record as readers see it; null where there is none.</returns>
    Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation);

    /// <summary>Checks a record; what is wrong is reported to the folder that <paramref name="map"/> was read from.</summary>
    /// <returns>The change that makes it public; not to be used where something was reported.</returns>
    Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation);

    /// <summary>Takes a record away from readers; the caller saves.</summary>
    Task RemoveAsync(string slug, Actor actor, string? reason, CancellationToken cancellation) =>
        throw new NotSupportedException($"A {Name} cannot be removed.");
}

/// <summary>Writes a checked record as readers see it, with its audit event; the caller saves.</summary>
/// <param name="reason">The person's own words; null where none were given.</param>
public delegate Task ApplyRecord(Actor actor, string? reason, CancellationToken cancellation);

/// <summary>A record in a list.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Detail">What else tells it apart, such as a number; null for none.</param>
public sealed record RecordEntry(string Slug, string Title, string? Detail = null)
{
    /// <summary>The day it is about; null where it is about none.</summary>
    public DateOnly? Day { get; init; }
}
