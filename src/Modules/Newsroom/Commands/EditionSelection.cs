using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>The editions that a command is about: those of some languages, or all.</summary>
internal static class EditionSelection
{
    /// <returns>The editions, or why there are none.</returns>
    public static (IReadOnlyList<Edition> Editions, NewsroomResult? Refusal) Select(
        LoadedDocument? loaded,
        string slug,
        IReadOnlyCollection<string>? languages
    )
    {
        if (loaded is null)
        {
            return ([], new NewsroomResult(NewsroomCode.UnknownDocument, slug));
        }

        if (languages?.FirstOrDefault(language => loaded.EditionIn(language) is null) is { } missing)
        {
            return ([], new NewsroomResult(NewsroomCode.UnknownEdition, slug, missing));
        }

        var editions = loaded
            .Document.Editions.Where(edition => languages is null || languages.Contains(edition.Language, StringComparer.Ordinal))
            .ToList();
        return editions.Count > 0 ? (editions, null) : ([], new NewsroomResult(NewsroomCode.UnknownEdition, slug));
    }
}
