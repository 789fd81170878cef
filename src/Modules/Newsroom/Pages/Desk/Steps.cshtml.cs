using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Who clears texts of each kind, in which steps.</summary>
[Authorize(DeskPolicies.ManagePeople)]
internal sealed class StepsModel(SetClearanceSteps setSteps, ClearanceReader reader, IPeopleNames people, Localizer localizer)
    : PageModel
{
    public IReadOnlyList<string> Kinds => setSteps.Kinds;

    /// <summary>The kind whose steps are shown.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Those that are set, and an empty one.</summary>
    public IReadOnlyList<StepFields> Steps { get; private set; } = [];

    /// <summary>How many of <see cref="Steps"/> are set.</summary>
    public int Saved { get; private set; }

    /// <summary>People who may clear.</summary>
    public IReadOnlyList<PersonName> Clearers { get; private set; } = [];

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? kind, CancellationToken cancellation)
    {
        Kind = kind ?? Kinds[0];
        if (!Kinds.Contains(Kind))
        {
            return NotFound();
        }

        var rules = await reader.RulesOfAsync(Kind, cancellation);
        await ShowAsync([.. rules.Where(rule => rule.Name.Length > 0).Select(StepFields.Of)], cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string kind, List<StepFields> steps, CancellationToken cancellation)
    {
        // A number that is none counts as nobody, which the command refuses.
        var named = steps
            .Select((step, place) => IsNumber(place) ? step : step with { Needed = 0 })
            .Where(step => !string.IsNullOrWhiteSpace(step.Name))
            .ToList();
        var result = await setSteps.RunAsync(
            kind,
            [.. named.Select((step, place) => step.ToRule(place))],
            User.ToActor(),
            cancellation
        );
        if (result.IsDone)
        {
            return RedirectToPage(new { kind });
        }

        (Kind, Error) = (kind, NewsroomWording.Of(result, localizer));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await ShowAsync(named, cancellation);
        return Page();
    }

    private bool IsNumber(int place) => ModelState[$"steps[{place}].Needed"] is not { Errors.Count: > 0 };

    private async Task ShowAsync(List<StepFields> steps, CancellationToken cancellation)
    {
        Saved = steps.Count;
        Steps = steps.Count < SetClearanceSteps.MaxSteps ? [.. steps, new StepFields()] : steps;
        Clearers = await people.WithRightAsync(DeskPolicies.Clear, cancellation);
    }
}

/// <summary>The fields of one step.</summary>
internal sealed record StepFields
{
    /// <summary>Empty removes the step.</summary>
    public string? Name { get; init; }

    public int Needed { get; init; } = 1;

    public bool IsParallel { get; init; }

    /// <summary>Ids of accounts; none for every clearer.</summary>
    public IReadOnlyList<string>? People { get; init; }

    public static StepFields Of(StepRule rule) =>
        new()
        {
            Name = rule.Name,
            Needed = rule.Needed,
            IsParallel = rule.IsParallel,
            People = rule.People,
        };

    public StepRule ToRule(int place) => new(Name!.Trim(), Needed, place > 0 && IsParallel, People ?? []);
}
