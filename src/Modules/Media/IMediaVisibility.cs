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

    /// <summary>True where the module offers a file of its own with this content for download to the audience.</summary>
    Task<bool> IsFileVisibleAsync(string digest, Audience audience, CancellationToken cancellation) => Task.FromResult(false);

    /// <summary>True where a text that the audience may see embeds one of the names.</summary>
    /// <param name="scheme">Of the embed: <c>file</c> or <c>recording</c>.</param>
    /// <param name="names">Of files for download, or of recordings.</param>
    Task<bool> IsEmbedVisibleAsync(
        string scheme,
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    ) => Task.FromResult(false);
}
