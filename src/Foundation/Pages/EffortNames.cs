using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>Names of the lines of effort, for modules that filter by them; one module has their pages.</summary>
public interface IEffortNames
{
    /// <param name="now">UTC.</param>
    /// <returns>In order; those without a page in the language are left out.</returns>
    Task<IReadOnlyList<EffortName>> ReadAsync(Language language, DateTime now, CancellationToken cancellation);
}

/// <param name="Address">Of its page, with the language.</param>
public sealed record EffortName(string Slug, string Name, string Address);
