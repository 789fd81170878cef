using Concord.Foundation.Storage.Backups;

namespace Concord.Media.Storage;

/// <summary>The earlier version did not store the length of a file.</summary>
internal sealed class MediaBackupUpgrade : IBackupUpgrade
{
    public IReadOnlyList<TableUpgrade> Tables { get; } =
    [
        new TableUpgrade("media_files", "media_files")
        {
            Convert = row =>
            {
                row["length"] = Convert.FromBase64String(row.Text("content")!).Length;
                return true;
            },
        },
    ];
}
