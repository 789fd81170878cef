using System.Globalization;
using System.Text.Json;
using Concord.Foundation.Languages;

namespace Concord.Foundation.Journal;

/// <summary>Entries of the journal in plain words.</summary>
public static class JournalWording
{
    /// <summary>Where the text of a kind of event stands: <c>journal.edition-released</c>.</summary>
    public static string KeyOf(string kind) =>
        "journal."
        + string.Concat(
            kind.Select((sign, at) => char.IsUpper(sign) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(sign)}" : $"{sign}")
        );

    /// <param name="actor">As the journal names it.</param>
    /// <param name="people">Names of people, by actor.</param>
    /// <returns>As colleagues know the person; the program and its commands in words.</returns>
    public static string NameOf(string actor, IReadOnlyDictionary<string, string> people, Localizer localizer) =>
        people.GetValueOrDefault(actor)
        ?? (
            actor.StartsWith("system:", StringComparison.Ordinal) ? localizer["journal.actor.system"]
            : actor.StartsWith("command:", StringComparison.Ordinal) ? localizer["journal.actor.command"]
            : actor
        );

    /// <returns>A sentence; the name of the event and what it happened to where an earlier version wrote it.</returns>
    public static string Of(JournalEntry entry, Localizer localizer, LanguageSet languages)
    {
        var key = KeyOf(entry.Kind);
        if (!localizer.Has(key))
        {
            return $"{entry.Kind} {entry.Subject}";
        }

        using var data = JsonDocument.Parse(entry.Data);
        var values = data
            .RootElement.EnumerateObject()
            .Select(property => (property.Name, ValueOf(property, localizer, languages)))
            .Append(("subject", entry.Subject[(entry.Subject.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            .ToArray();
        return localizer.Fill(key, values);
    }

    private static string ValueOf(JsonProperty property, Localizer localizer, LanguageSet languages)
    {
        var value = property.Value;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => localizer.Format.Number(number),
            JsonValueKind.Array
                when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && !item.TryGetGuid(out _)) =>
                string.Join(localizer["journal.comma"], value.EnumerateArray().Select(item => item.GetString())),
            JsonValueKind.Array => localizer.Format.Number(value.GetArrayLength()),
            JsonValueKind.String when property.Name == "language" => languages.Find(value.GetString()!)?.Name
                ?? value.GetString()!,
            JsonValueKind.String
                when value.GetString() is { } text
                    && text.Contains('T', StringComparison.Ordinal)
                    && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) =>
                localizer.Moment(at.ToUniversalTime()),
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "–",
            _ => value.GetRawText(),
        };
    }
}
