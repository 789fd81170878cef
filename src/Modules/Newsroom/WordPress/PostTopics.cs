using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.WordPress;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.WordPress;

/// <summary>
/// What categories and tags mean here: those whose slug is that of a line of effort, a campaign, a member or a place are its
/// topics.
/// </summary>
internal sealed class PostTopics
{
    private const string DefaultCategory = "uncategorized";
    private readonly Dictionary<string, TopicScheme> schemes = new(StringComparer.Ordinal);
    private readonly HashSet<string> places = new(StringComparer.Ordinal);

    private PostTopics() { }

    public static async Task<PostTopics> LoadAsync(
        ConcordDb db,
        MemberLedger ledger,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var topics = new PostTopics();
        foreach (
            var (kind, scheme) in (IEnumerable<(string, TopicScheme)>)
                [("effort", TopicScheme.Effort), ("campaign", TopicScheme.Campaign)]
        )
        {
            foreach (
                var slug in await db.Set<Document>()
                    .Where(row => row.Kind == kind)
                    .Select(row => row.Slug)
                    .ToListAsync(cancellation)
            )
            {
                topics.schemes.TryAdd(slug, scheme);
            }
        }

        foreach (var member in (await ledger.OnAsync(today, cancellation)).Members)
        {
            topics.schemes.TryAdd(member.Slug, TopicScheme.Member);
        }

        topics.places.UnionWith(await db.Set<PlaceName>().Select(name => name.Place).Distinct().ToListAsync(cancellation));
        return topics;
    }

    public DescribedPost Of(IReadOnlyList<ExportTerm> terms)
    {
        var found = new List<DescribedTopic>();
        var unmapped = new List<string>();
        string? place = null;
        foreach (var term in terms.Where(term => term.Taxonomy is "category" or "post_tag" && term.Slug != DefaultCategory))
        {
            if (schemes.TryGetValue(term.Slug, out var scheme))
            {
                if (!found.Exists(topic => topic.Scheme == scheme && topic.Value == term.Slug))
                {
                    found.Add(new DescribedTopic(scheme, term.Slug, found.Count(topic => topic.Scheme == scheme)));
                }
            }
            else if (places.Contains(term.Slug))
            {
                place ??= term.Slug;
            }
            else
            {
                unmapped.Add($"{term.Taxonomy}: {(term.Name.Length > 0 ? term.Name : term.Slug)}");
            }
        }

        return new DescribedPost(found, place, unmapped);
    }
}

internal sealed record DescribedPost(IReadOnlyList<DescribedTopic> Topics, string? Place, List<string> Unmapped);
