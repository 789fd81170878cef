using Concord.TestKit;

[assembly: AssemblyFixture(typeof(Concord.Modules.Tests.Web.DemonstrationSite))]

namespace Concord.Modules.Tests.Web;

/// <summary>The site with the demonstration content, started once for all tests that only read.</summary>
public sealed class DemonstrationSite : IDisposable
{
    public TestSite Site { get; } = new();

    public void Dispose() => Site.Dispose();
}
