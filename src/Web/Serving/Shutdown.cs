namespace Concord.Web.Serving;

internal static class Shutdown
{
    /// <summary>How long running requests may take at a stop before they are aborted.</summary>
    public static TimeSpan TimeoutOf(IConfiguration configuration) =>
        TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Concord:StopSeconds", 15), 0, 600));
}
