using Concord.Foundation.Pages;

namespace Concord.Visits;

/// <summary>Asks for consent, keeps the answer in the browser, and reports visits of readers who agreed.</summary>
public static class VisitsScript
{
    internal static PageScript Script { get; } = PageScript.Read(typeof(VisitsScript).Assembly, "visits");

    public static string Address => Script.Address;
}
