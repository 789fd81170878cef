namespace Concord.Media;

/// <summary>Says where a module uses a picture or a file.</summary>
public interface IMediaUse
{
    /// <returns>Present uses, drafts included; a text that named it once and no longer does is none.</returns>
    Task<IReadOnlyList<MediaUse>> FindAsync(string picture, CancellationToken cancellation);

    /// <param name="scheme">Of the embed: <c>file</c> or <c>recording</c>.</param>
    /// <param name="name">Of a file for download, or of a recording.</param>
    /// <returns>As for a picture.</returns>
    Task<IReadOnlyList<MediaUse>> FindEmbedAsync(string scheme, string name, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MediaUse>>([]);
}

/// <param name="Title">Of what uses it, in any of the site's languages.</param>
/// <param name="Language">Of the title.</param>
/// <param name="Path">In the workspace, after the language: <c>/documents/round-table/en</c>.</param>
/// <param name="IsPublic">True where readers see it there.</param>
public sealed record MediaUse(string Title, string Language, string Path, bool IsPublic);
