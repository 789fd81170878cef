using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Pages.News;

/// <summary>The small line above a headline: kind · place · date.</summary>
internal sealed record Kicker(Headline Headline, string? Place);
