using Concord.Foundation.Pages;

namespace Concord.Media;

/// <summary>
/// Says which media a module shows. A picture or file is visible as long as one module shows it; what no module shows is not
/// served.
/// </summary>
public interface IMediaVisibility
{
    /// <returns>The pictures among <paramref name="names"/> that the module shows to the audience.</returns>
    Task<IReadOnlyCollection<string>> VisiblePicturesAsync(
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    );

    /// <summary>True where the module offers the file for download to the audience.</summary>
    /// <param name="names">Of the library that have this content.</param>
    Task<bool> IsFileVisibleAsync(
        string digest,
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    ) => Task.FromResult(false);
}
