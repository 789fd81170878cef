using System.Text.Json;

namespace Concord.Web.Accessibility;

/// <summary>What the browser tests found when they last held every kind of page against axe; written by them.</summary>
/// <param name="On">The day of the run.</param>
/// <param name="Pages">How many addresses were opened.</param>
/// <param name="Rules">How many of axe's rules applied to at least one of them.</param>
internal sealed record AccessibilityResults(DateOnly On, int Pages, int Languages, int Rules, int Violations)
{
    public static AccessibilityResults Read()
    {
        using var stream = typeof(AccessibilityResults).Assembly.GetManifestResourceStream("results.json")!;
        return JsonSerializer.Deserialize<AccessibilityResults>(stream, JsonSerializerOptions.Web)!;
    }
}
