using Concord.Foundation.Languages;
using Concord.Foundation.Text;

namespace Concord.Visits;

/// <summary><c>{{visits}}</c>: whether visits are counted, and what that means for a reader.</summary>
internal sealed class VisitsToken(VisitsOptions settings, LanguageSet languages) : ITextToken
{
    public string Name => "visits";

    public string Example => "{{visits}}";

    public string Tag => "visits";

    public bool IsFrozenAtRelease => false;

    public bool Takes(string argument) => argument.Length == 0;

    public Task<string> ValueAsync(string argument, Language language, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult(
            languages.TextsOf(language).Find(settings.Counted ? "visits.privacy.counted" : "visits.privacy.off") ?? ""
        );
}
