using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts;

/// <summary>How posts stand, for the workspace and the command line.</summary>
public sealed class SocialPostsOverview
{
    public const int PageSize = 30;

    private readonly ConcordDb db;
    private readonly SocialAccounts accounts;
    private readonly SocialNetworks networks;
    private readonly WithdrawnPosts withdrawn;

    internal SocialPostsOverview(ConcordDb db, SocialAccounts accounts, SocialNetworks networks, WithdrawnPosts withdrawn) =>
        (this.db, this.accounts, this.networks, this.withdrawn) = (db, accounts, networks, withdrawn);

    /// <summary>Signs in with every account of the settings; nothing is posted.</summary>
    public async Task<IReadOnlyList<AccountCheck>> CheckAsync(CancellationToken cancellation)
    {
        var checks = new List<AccountCheck>();
        foreach (var account in accounts.All)
        {
            var answer = await networks[account.Network].CheckAsync(account, cancellation);
            checks.Add(
                new AccountCheck(
                    account.Name,
                    account.Network,
                    account.Language,
                    answer.Kind == AnswerKind.Accepted,
                    answer.Words
                )
            );
        }

        return checks;
    }

    /// <returns>How many posts there are in each state, by its name.</returns>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellation) =>
        (
            await db.Set<SocialPost>()
                .GroupBy(row => row.State)
                .Select(group => new { State = group.Key, Count = group.Count() })
                .ToListAsync(cancellation)
        ).ToDictionary(row => row.State.ToString(), row => row.Count, StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    /// <param name="filter">draft, waiting, failed, sent, withdrawn; anything else is all.</param>
    internal async Task<(Paging Paging, IReadOnlyList<SocialPost> Posts)> ReadAsync(
        string? filter,
        int page,
        CancellationToken cancellation
    )
    {
        var posts = await FilterAsync(filter, cancellation);
        var paging = new Paging(page, PageSize, await posts.CountAsync(cancellation));
        return (paging, await posts.OrderByDescending(row => row.Id).Skip(paging.Skip).Take(PageSize).ToListAsync(cancellation));
    }

    private async Task<IQueryable<SocialPost>> FilterAsync(string? filter, CancellationToken cancellation)
    {
        var posts = db.Set<SocialPost>().AsNoTracking();
        switch (filter)
        {
            case "draft":
                return posts.Where(row => row.State == SocialPostState.Draft);
            case "waiting":
                return posts.Where(row =>
                    row.State == SocialPostState.Approved
                    || row.State == SocialPostState.Queued
                    || row.State == SocialPostState.Sending
                );
            case "failed":
                return posts.Where(row => row.State == SocialPostState.Failed || row.State == SocialPostState.Unknown);
            case "sent":
                return posts.Where(row => row.State == SocialPostState.Sent);
            case "withdrawn":
                var ids = (await withdrawn.FindAsync(cancellation)).ToList();
                return posts.Where(row => ids.Contains(row.Id));
            default:
                return posts;
        }
    }
}

/// <param name="Words">The account as the network names it, or what is wrong.</param>
public sealed record AccountCheck(string Name, SocialNetwork Network, string Language, bool Works, string Words);
