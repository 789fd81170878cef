using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Writes the first text of a new document.</summary>
[Authorize(DeskPolicies.Write)]
internal sealed class NewModel(
    SaveDraft saveDraft,
    DocumentQueries documents,
    KindCatalogue kinds,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    /// <summary>Kinds that need nothing but a text; the others come from a content pack.</summary>
    public IEnumerable<string> KindNames => kinds.Names.Where(name => kinds[name] is { NeedsItems: false, NeedsFile: false });

    public IReadOnlyList<Language> Languages => languages.All;

    public EditFields Fields { get; private set; } = new() { BasedOn = 0 };

    /// <summary>As it was typed or chosen.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>As it was typed or chosen.</summary>
    public string Kind { get; private set; } = "statement";

    public Language Language { get; private set; } = null!;

    public string? Error { get; private set; }

    public void OnGet() => Language = localizer.Language;

    public async Task<IActionResult> OnPostAsync(
        string? slug,
        string? kind,
        string? textLanguage,
        EditFields fields,
        CancellationToken cancellation
    )
    {
        (Slug, Kind, Fields) = (slug?.Trim() ?? "", kind ?? "", fields);
        Language = languages.Find(textLanguage ?? "") ?? localizer.Language;
        var result = await documents.ShowAsync(Slug, cancellation) is not null
            ? new NewsroomResult(NewsroomCode.DocumentExists, Slug)
            : await saveDraft.RunAsync(
                new Draft(
                    Slug,
                    Language.Code,
                    fields.Title ?? "",
                    fields.Summary ?? "",
                    (fields.Body ?? "").ReplaceLineEndings("\n")
                )
                {
                    Kind = KindNames.Contains(Kind, StringComparer.Ordinal) ? Kind : "",
                    BasedOn = 0,
                    Original = fields.Original,
                },
                User.ToActor(),
                cancellation
            );
        if (result.IsDone)
        {
            return LocalRedirect($"/desk/{localizer.Language.Code}/documents/{Slug}/{Language.Code}");
        }

        Error = NewsroomWording.Of(result, localizer);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
