using System.Security.Claims;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;

namespace Concord.Newsroom.Desk;

/// <summary>Counts what the first page of the workspace lists as waiting for a person.</summary>
internal sealed class TodayWork(DeskToday today, LanguageSet languages) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        if (!person.May(DeskPolicies.Read))
        {
            return [];
        }

        var lists = await today.ReadAsync(person, languages.Default, cancellation);
        var mayTranslate = person.May(DeskPolicies.Write) || person.May(DeskPolicies.Translate);
        (string Key, int Count)[] counts =
        [
            ("desk.today.to-clear", lists.ToClear.Count),
            ("desk.today.records-to-clear", lists.RecordsToClear.Count),
            ("desk.today.changed-since", lists.ChangedSince.Count),
            ("desk.today.to-release", lists.ToRelease.Count),
            ("desk.today.records-to-publish", lists.RecordsToPublish.Count),
            ("desk.today.mentions", lists.Mentions.Count),
            ("desk.today.behind", mayTranslate ? lists.Behind.Count : 0),
            ("desk.today.unsaved", lists.Unsaved.Count),
        ];
        return
        [
            .. counts.Where(one => one.Count > 0).Select(one => new WaitingWork(one.Key, one.Count, one.Count == DeskToday.Most)),
        ];
    }
}
