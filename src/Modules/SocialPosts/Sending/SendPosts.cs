using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.SocialPosts.Counting;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;

namespace Concord.SocialPosts.Sending;

/// <summary>Sends the posts that are due, one after the other.</summary>
internal sealed class SendPosts(
    PostQueue queue,
    SocialAccounts accounts,
    SocialNetworks networks,
    PostPictures pictures,
    IPublishedDocuments documents,
    LanguageSet languages,
    SiteAddress site,
    SiteClock clock,
    TimeProvider time
)
{
    /// <returns>How many posts the networks accepted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (!cancellation.IsCancellationRequested && await queue.TakeAsync(cancellation) is { } post)
        {
            sent += await SendAsync(post) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> SendAsync(SocialPost post)
    {
        if (post.MayHaveArrived && !networks.MayRepeat(post, time.GetUtcNow().UtcDateTime))
        {
            // The program was away for longer than the network notices a repetition.
            await queue.SettleAsync(post, SocialPostState.Unknown, new NetworkAnswer(AnswerKind.Unknown, post.Answer ?? ""));
            return false;
        }

        if (accounts.Find(post.Account) is not { } account)
        {
            await FailAsync(post, $"The account {post.Account} is no longer in the settings.");
            return false;
        }

        // What was withdrawn or undone since is not told of.
        var found = languages.Find(post.Language) is { } language
            ? await documents.FindAsync([post.DocumentId], language, clock.Now, CancellationToken.None)
            : [];
        if (found is not [var document] || site.Public is null)
        {
            await queue.ReturnAsync(post);
            return false;
        }

        var text = new PostText(post.Text, site.Public + document.Path);
        var picture = post.HasPicture
            ? await pictures.FindAsync(document.Picture, post.Language, account.MaxPicture, CancellationToken.None)
            : null;
        if (post.HasPicture && picture is null)
        {
            await FailAsync(post, "The text has no picture any more that the network would take.");
            return false;
        }

        if (!account.Measure(text).Fits)
        {
            await FailAsync(post, "With its address the text is too long for the network.");
            return false;
        }

        return await SendAsync(
            account,
            post,
            new OutgoingPost(post.Id, text, post.Language, post.FirstTriedAt ?? TruncatedNow())
            {
                Picture = picture is null ? null : picture with { Alt = post.Alt },
                Title = document.Title,
                Summary = document.Summary,
            }
        );
    }

    private async Task<bool> SendAsync(SocialAccount account, SocialPost post, OutgoingPost outgoing)
    {
        var network = networks[account.Network];
        var (prepared, refusal) = await network.PrepareAsync(account, outgoing, CancellationToken.None);
        if (prepared is null)
        {
            await TakeAnswerAsync(post, refusal);
            return false;
        }

        if (!await queue.BeginAsync(post, outgoing.At))
        {
            // Another process has it, or a person took it back.
            return false;
        }

        post.FirstTriedAt ??= outgoing.At;
        // Not cancelled: a request that is broken off may have been received.
        var answer = await network.SendAsync(account, outgoing, prepared, CancellationToken.None);
        await TakeAnswerAsync(post, answer);
        return answer.Kind == AnswerKind.Accepted;
    }

    private Task TakeAnswerAsync(SocialPost post, NetworkAnswer answer) =>
        answer.Kind switch
        {
            AnswerKind.Accepted => queue.SettleAsync(post, SocialPostState.Sent, answer),
            AnswerKind.Refused => queue.SettleAsync(post, SocialPostState.Failed, answer),
            _ => queue.PutOffAsync(post, answer),
        };

    private Task FailAsync(SocialPost post, string reason) =>
        queue.SettleAsync(post, SocialPostState.Failed, new NetworkAnswer(AnswerKind.Refused, reason));

    /// <summary>To the millisecond, as networks and databases keep it.</summary>
    private DateTime TruncatedNow()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
