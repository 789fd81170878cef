using System.Text.Json;

namespace Concord.Web.Accessibility;

/// <summary>Results of the latest accessibility run of the browser tests, which write them.</summary>
/// <param name="On">Day of the run.</param>
/// <param name="Pages">Number of addresses opened.</param>
/// <param name="Rules">Number of axe rules that applied to at least one of them.</param>
internal sealed record AccessibilityResults(DateOnly On, int Pages, int Languages, int Rules, int Violations)
{
    public static AccessibilityResults Read()
    {
        using var stream = typeof(AccessibilityResults).Assembly.GetManifestResourceStream("results.json")!;
        return JsonSerializer.Deserialize<AccessibilityResults>(stream, JsonSerializerOptions.Web)!;
    }
}
