namespace Concord.Media;

/// <summary>Says which pictures nobody is to see now. A module that takes things off its pages is one for their pictures.</summary>
public interface IMediaVisibility
{
    /// <returns>Those of <paramref name="names"/> that are covered.</returns>
    Task<IReadOnlyCollection<string>> HiddenAsync(IReadOnlyCollection<string> names, CancellationToken cancellation);
}
