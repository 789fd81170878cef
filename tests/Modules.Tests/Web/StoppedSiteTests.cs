using System.Runtime.CompilerServices;
using Concord.Foundation.Security;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

public sealed class StoppedSiteTests
{
    [Fact]
    public async Task A_stopped_site_is_released_from_memory()
    {
        using var pack = new SmallPack();
        var (sites, limited) = (new List<WeakReference>(), new List<WeakReference>());
        for (var round = 0; round < 5; round++)
        {
            var (site, keys) = await RunAsync(pack.Path);
            sites.Add(site);
            limited.Add(keys);
        }

        for (var attempt = 0; attempt < 20 && sites.Concat(limited).Count(held => held.IsAlive) > 2; attempt++)
        {
            await Task.Delay(100);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The last may still be in the hands of a thread that ends.
        sites.Count(site => site.IsAlive).ShouldBeLessThanOrEqualTo(1);
        limited.Count(keys => keys.IsAlive).ShouldBeLessThanOrEqualTo(1, "the limiters are disposed");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Site, WeakReference Keys)> RunAsync(string content)
    {
        await using var site = new TestSite(content);
        using var answer = await site.Client.GetAsync("/en");
        answer.EnsureSuccessStatusCode();
        // The limiters hold them.
        var keys = site.Services.GetRequiredService<ClientKeys>();
        return (new WeakReference(site.Services), new WeakReference(keys));
    }
}
