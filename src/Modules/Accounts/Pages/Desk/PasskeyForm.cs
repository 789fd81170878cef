namespace Concord.Accounts.Pages.Desk;

/// <summary>A form whose button asks the browser for a passkey and sends it to the handler <c>Passkey</c> of the page.</summary>
/// <param name="Ceremony"><c>create</c> or <c>get</c>.</param>
/// <param name="ButtonKey">Of the text of the button.</param>
/// <param name="QueryKey">A query key that the form's address keeps; null for none.</param>
internal sealed record PasskeyForm(string Ceremony, string ButtonKey, string? QueryKey = null, string? QueryValue = null)
{
    public bool AsksForName => Ceremony == "create";

    public IDictionary<string, string> Query { get; } =
        QueryKey is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [QueryKey] = QueryValue ?? "" };
}
