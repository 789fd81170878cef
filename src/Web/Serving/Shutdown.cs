namespace Concord.Web.Serving;

internal static class Shutdown
{
    /// <summary>How long requests under way may take when the program is asked to stop; then they are cut off.</summary>
    public static TimeSpan TimeoutOf(IConfiguration configuration) =>
        TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Concord:StopSeconds", 15), 0, 600));
}
