using Concord.Foundation.Security;
using Concord.Newsroom.Comments;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>What the team says about the text.</summary>
internal sealed partial class EditModel
{
    public IReadOnlyList<Discussion> Discussions { get; private set; } = [];

    /// <summary>Names of those who comment, by actor.</summary>
    public IReadOnlyDictionary<string, string> Commenters { get; private set; } = new Dictionary<string, string>();

    /// <summary>People that a comment can name.</summary>
    public IReadOnlyList<PersonName> Readers { get; private set; } = [];

    /// <summary>A comment that could not be saved; shown again.</summary>
    public (string Passage, string Text) TypedComment { get; private set; } = ("", "");

    public async Task<IActionResult> OnPostCommentAsync(
        string slug,
        string language,
        string? passage,
        string? comment,
        CancellationToken cancellation
    )
    {
        TypedComment = (passage ?? "", comment ?? "");
        return await FinishAsync(
            slug,
            language,
            await comments.AddAsync(slug, language, passage ?? "", comment ?? "", User.ToActor(), cancellation),
            cancellation
        );
    }

    public async Task<IActionResult> OnPostAnswerAsync(
        string slug,
        string language,
        Guid parent,
        string? comment,
        CancellationToken cancellation
    ) =>
        await FinishAsync(
            slug,
            language,
            await comments.AnswerAsync(slug, language, parent, comment ?? "", User.ToActor(), cancellation),
            cancellation
        );

    public async Task<IActionResult> OnPostSettleAsync(
        string slug,
        string language,
        Guid parent,
        bool resolved,
        CancellationToken cancellation
    ) =>
        await FinishAsync(
            slug,
            language,
            await comments.SettleAsync(slug, language, parent, resolved, User.ToActor(), cancellation),
            cancellation
        );

    private async Task LoadCommentsAsync(CancellationToken cancellation)
    {
        if (Shown is not { Edition: { } edition, Newest: { } newest })
        {
            return;
        }

        Discussions = await discussions.ReadAsync(edition.Id, newest, cancellation);
        var authors = Discussions.SelectMany(one => one.Answers.Prepend(one.First)).Select(comment => comment.Author);
        Commenters = await people.FindAsync(authors.Distinct(), cancellation);
        Readers = await people.WithRightAsync(DeskPolicies.Read, cancellation);
    }
}
