using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Glossary;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>The agreed word for each concept in each language, and the words that are not used.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class GlossaryModel(
    GlossaryReader reader,
    SetGlossaryTerm setTerm,
    ConcordDb db,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    public IReadOnlyList<IGrouping<string, AgreedTerm>> Concepts { get; private set; } = [];

    /// <summary>The concept in the form; empty for a new one.</summary>
    public string Concept { get; private set; } = "";

    /// <summary>One for each language of the site.</summary>
    public IReadOnlyList<TermFields> Fields { get; private set; } = [];

    public string? Error { get; private set; }

    public async Task OnGetAsync(string? concept, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var terms = Concepts.FirstOrDefault(group => group.Key == concept)?.ToList() ?? [];
        Concept = terms.Count > 0 ? concept! : "";
        Fields = FieldsOf(code =>
            terms.Find(term => term.Language == code) is { } term
                ? new TermFields(code, term.Agreed, string.Join('\n', term.Avoid))
                : null
        );
    }

    public async Task<IActionResult> OnPostSaveAsync(string? concept, List<TermFields>? terms, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Write))
        {
            return Forbid();
        }

        var name = concept?.Trim() ?? "";
        var given = (terms ?? []).Where(term => !string.IsNullOrWhiteSpace(term.Agreed) || term.Words.Count > 0);
        var result = await setTerm.RunAsync(
            name,
            [.. given.Select(term => new AgreedTerm(name, term.Language, term.Agreed?.Trim() ?? "", term.Words))],
            User.ToActor(),
            cancellation
        );
        if (result.IsDone)
        {
            return RedirectToPage(new { concept = "" });
        }

        db.Discard();
        await LoadAsync(cancellation);
        (Concept, Error) = (name, NewsroomWording.Of(result, localizer));
        Fields = FieldsOf(code => terms?.Find(term => term.Language == code));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? concept, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Write))
        {
            return Forbid();
        }

        await setTerm.RemoveAsync(concept ?? "", User.ToActor(), cancellation);
        return RedirectToPage(new { concept = "" });
    }

    private TermFields[] FieldsOf(Func<string, TermFields?> find) =>
        [.. languages.All.Select(language => find(language.Code) ?? new TermFields(language.Code, null, null))];

    private async Task LoadAsync(CancellationToken cancellation) =>
        Concepts = [.. (await reader.ReadAsync(cancellation)).GroupBy(term => term.Concept)];
}

/// <summary>The fields of one language.</summary>
/// <param name="Avoid">One word or phrase a line.</param>
internal sealed record TermFields(string Language, string? Agreed, string? Avoid)
{
    public IReadOnlyList<string> Words =>
        (Avoid ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
