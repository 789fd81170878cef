using Concord.Newsroom.Glossary;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Agreed terms in the saved text.</summary>
internal sealed partial class EditModel
{
    public IReadOnlyList<TermWarning> Terms { get; private set; } = [];

    private async Task LoadTermsAsync(CancellationToken cancellation)
    {
        if (Shown.Newest is not { } newest)
        {
            return;
        }

        // A translation is compared with the text that it was made from, not with what that became since.
        var source = Shown.Source is { Translated: { } translated, Language: var from }
            ? ($"{translated.Title}\n{translated.Summary}\n{translated.Body}", from)
            : ((string, string)?)null;
        Terms = TermCheck.Run(
            $"{newest.Title}\n{newest.Summary}\n{newest.Body}",
            Shown.Language,
            source,
            await glossary.WithMembersAsync(clock.Today, cancellation)
        );
    }
}
