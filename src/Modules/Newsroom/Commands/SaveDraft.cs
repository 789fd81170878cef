using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Commands;

/// <summary>Saves a text as the newest revision of an edition; readers see nothing of it until it is released.</summary>
public sealed class SaveDraft
{
    private readonly DocumentWriter writer;
    private readonly ContentRules rules;
    private readonly KindCatalogue kinds;
    private readonly LanguageSet languages;

    internal SaveDraft(DocumentWriter writer, ContentRules rules, KindCatalogue kinds, LanguageSet languages) =>
        (this.writer, this.rules, this.kinds, this.languages) = (writer, rules, kinds, languages);

    public async Task<NewsroomResult> RunAsync(Draft draft, Actor actor, CancellationToken cancellation)
    {
        if (languages.Find(draft.Language) is null)
        {
            var known = string.Join(", ", languages.All.Select(language => language.Code));
            return new NewsroomResult(NewsroomCode.UnknownLanguage, draft.Slug, draft.Language, known);
        }

        var loaded = await writer.LoadAsync(draft.Slug, cancellation);
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

        if (loaded is null)
        {
            if (!SlugRule.IsSlug(draft.Slug))
            {
                return new NewsroomResult(NewsroomCode.InvalidSlug, draft.Slug);
            }

            if (draft.Kind is null || !kinds.Names.Contains(draft.Kind, StringComparer.Ordinal))
            {
                return draft.Kind is null
                    ? new NewsroomResult(NewsroomCode.UnknownDocument, draft.Slug)
                    : new NewsroomResult(NewsroomCode.UnknownKind, draft.Slug, Detail: string.Join(", ", kinds.Names));
            }

            if (draft.BasedOn is > 0)
            {
                return new NewsroomResult(NewsroomCode.NewerRevision, draft.Slug, draft.Language, "0");
            }

            var description = new DocumentDescription
            {
                Kind = draft.Kind,
                PublishedAt = draft.PublishedAt ?? writer.PublicationTime,
            };
            loaded = writer.Create(draft.Slug, description, id: null, actor);
        }

        var edition = loaded.EditionIn(draft.Language);
        var newest = edition is null ? null : loaded.NewestOf(edition);
        if (draft.BasedOn is { } based && based != (newest?.Number ?? 0))
        {
            return new NewsroomResult(NewsroomCode.NewerRevision, draft.Slug, draft.Language, $"{newest?.Number ?? 0}");
        }

        if (newest?.Digest == content.Digest)
        {
            return Done(NewsroomCode.Unchanged, draft, newest.Number);
        }

        var saved = writer.AddRevision(loaded, draft.Language, content, source: null, id: null, actor);
        return await writer.TrySaveAsync(cancellation)
            ? Done(NewsroomCode.Done, draft, saved.Number)
            : new NewsroomResult(NewsroomCode.Conflict, draft.Slug, draft.Language);
    }

    private static NewsroomResult Done(NewsroomCode code, Draft draft, int number) =>
        new(code, draft.Slug, draft.Language) { Revisions = new Dictionary<string, int> { [draft.Language] = number } };
}

/// <summary>A text to be saved.</summary>
/// <param name="Body">Markdown.</param>
public sealed record Draft(string Slug, string Language, string Title, string Summary, string Body)
{
    /// <summary>The text it is a summary of; null where it is the full text.</summary>
    public OriginalText? Original { get; init; }

    /// <summary>Items of a digest; null keeps those of the newest revision.</summary>
    internal IReadOnlyList<DigestItem>? Items { get; init; }

    /// <summary>Kind of a new document; not looked at where it exists.</summary>
    public string? Kind { get; init; }

    /// <summary>Date of a new document, UTC; null means the present time.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>Number of the revision that was edited, 0 for none; null saves without looking.</summary>
    public int? BasedOn { get; init; }
}
