using System.Text.Json;
using Concord.Foundation.Pages;
using Concord.Progress.Record;

namespace Concord.Progress.Pages.Progress;

/// <summary>An event in one language.</summary>
/// <param name="Document">The document about it, where it is public in this language.</param>
internal sealed record EventOnPage(Event Event, EventText Text, DocumentLink? Document)
{
    public string StatedBy(CompetingDate date) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(date.StatedBy)!.GetValueOrDefault(Text.Language, "");
}
