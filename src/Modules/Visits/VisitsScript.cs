using Concord.Foundation.Pages;

namespace Concord.Visits;

/// <summary>Asks, keeps the answer in the browser, and tells of a visit where the answer is yes.</summary>
public static class VisitsScript
{
    internal static PageScript Script { get; } = PageScript.Read(typeof(VisitsScript).Assembly, "visits");

    public static string Address => Script.Address;
}
