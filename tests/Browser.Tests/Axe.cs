using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>
/// Holds a page against axe-core, in the page itself. The binding for Playwright opens and loads another page for every
/// answer, which took most of the time of all tests; our pages have no frames, which is what it does that for.
/// </summary>
internal static class Axe
{
    private const string Ask = """
        async () => {
          const { passes, violations } = await axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
          const html = violation => violation.nodes.map(node => node.html).join(', ');
          return { passes: passes.map(rule => rule.id), violations: violations.map(rule => `${rule.id}: ${html(rule)}`) };
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static async Task<AxeAnswer> RunAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var answer = await page.EvaluateAsync<JsonElement>(Ask);
        return answer.Deserialize<AxeAnswer>(JsonSerializerOptions.Web)!;
    }
}

/// <param name="Passes">The rules that found something to look at, and nothing wrong.</param>
/// <param name="Violations">Each rule that was broken, with the elements that break it.</param>
internal sealed record AxeAnswer(IReadOnlyList<string> Passes, IReadOnlyList<string> Violations);
