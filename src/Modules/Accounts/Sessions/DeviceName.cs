namespace Concord.Accounts.Sessions;

/// <summary>Names browser and system of a <c>User-Agent</c> header, so that people recognise their own sessions.</summary>
internal static class DeviceName
{
    /// <summary>The first sign that is found decides: Edge and Opera also claim to be Chrome, and Chrome to be Safari.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <returns>Empty where neither is known.</returns>
    public static string Of(string userAgent) =>
        string.Join(", ", ((string?[])[Find(Browsers, userAgent), Find(Systems, userAgent)]).OfType<string>());

    private static string? Find((string Sign, string Name)[] signs, string userAgent) =>
        signs.FirstOrDefault(pair => userAgent.Contains(pair.Sign, StringComparison.Ordinal)).Name;
}
