using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Saves a translation as the newest revision of an edition, with the revision that it was made from.</summary>
public sealed class SubmitTranslation
{
    private readonly DocumentWriter writer;
    private readonly ContentRules rules;
    private readonly LanguageSet languages;

    internal SubmitTranslation(DocumentWriter writer, ContentRules rules, LanguageSet languages) =>
        (this.writer, this.rules, this.languages) = (writer, rules, languages);

    /// <param name="from">Language that it was translated from.</param>
    /// <param name="fromRevision">Number of the revision that was translated; null for the newest.</param>
    public async Task<NewsroomResult> RunAsync(
        Draft draft,
        string from,
        int? fromRevision,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (languages.Find(draft.Language) is null || draft.Language == from)
        {
            var known = string.Join(", ", languages.All.Select(language => language.Code).Where(code => code != from));
            return new NewsroomResult(NewsroomCode.UnknownLanguage, draft.Slug, draft.Language, known);
        }

        if (await writer.LoadAsync(draft.Slug, cancellation) is not { } loaded)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, draft.Slug);
        }

        var content = new EditionContent(
            EditionContent.Clean(draft.Title),
            EditionContent.Clean(draft.Summary),
            EditionContent.Clean(draft.Body),
            draft.Items ?? await writer.ItemsOfAsync(loaded, draft.Language, cancellation),
            draft.Original
        );
        if (await rules.CheckAsync(content, cancellation) is var (code, detail))
        {
            return new NewsroomResult(code, draft.Slug, draft.Language, detail);
        }

        if (
            loaded.EditionIn(from) is not { } original
            || await writer.FindRevisionAsync(loaded, original, fromRevision, cancellation) is not { } source
        )
        {
            return new NewsroomResult(NewsroomCode.SourceMissing, draft.Slug, draft.Language, from);
        }

        var edition = loaded.EditionIn(draft.Language);
        var newest = edition is null ? null : loaded.NewestOf(edition);
        if (draft.BasedOn is { } based && based != (newest?.Number ?? 0))
        {
            return new NewsroomResult(NewsroomCode.NewerRevision, draft.Slug, draft.Language, $"{newest?.Number ?? 0}");
        }

        var saved = writer.AddRevision(loaded, draft.Language, content, source, id: null, actor);
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, draft.Slug, draft.Language)
            {
                Revisions = new Dictionary<string, int> { [draft.Language] = saved.Number },
            }
            : new NewsroomResult(NewsroomCode.Conflict, draft.Slug, draft.Language);
    }
}
