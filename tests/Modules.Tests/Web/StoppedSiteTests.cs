using System.Runtime.CompilerServices;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

public sealed class StoppedSiteTests
{
    [Fact]
    public async Task A_stopped_site_is_released_from_memory()
    {
        using var pack = new SmallPack();
        var sites = new List<WeakReference>();
        for (var round = 0; round < 5; round++)
        {
            sites.Add(await RunAsync(pack.Path));
        }

        for (var attempt = 0; attempt < 20 && sites.Count(site => site.IsAlive) > 1; attempt++)
        {
            await Task.Delay(100);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The last may still be in the hands of a thread that ends.
        sites.Count(site => site.IsAlive).ShouldBeLessThanOrEqualTo(1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(string content)
    {
        await using var site = new TestSite(content);
        using var answer = await site.Client.GetAsync("/en");
        answer.EnsureSuccessStatusCode();
        return new WeakReference(site.Services);
    }
}
