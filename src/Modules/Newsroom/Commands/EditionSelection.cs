using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>The editions that a command is about: one language, or all.</summary>
internal static class EditionSelection
{
    /// <returns>The editions, or why there are none.</returns>
    public static (IReadOnlyList<Edition> Editions, NewsroomResult? Refusal) Select(
        LoadedDocument? loaded,
        string slug,
        string? language
    )
    {
        if (loaded is null)
        {
            return ([], new NewsroomResult(NewsroomCode.UnknownDocument, slug));
        }

        var editions = loaded.Document.Editions.Where(edition => language is null || edition.Language == language).ToList();
        return editions.Count > 0 ? (editions, null) : ([], new NewsroomResult(NewsroomCode.UnknownEdition, slug, language));
    }
}
