namespace Concord.Storage.Sqlite;

/// <summary>
/// A lock on a file, which ends with the process. EF Core's own lock on SQLite is a row that stays behind when the process
/// is killed, so that the next start would wait for ever.
/// </summary>
internal static class MigrationLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<FileStream> TakeAsync(string path, Action waiting, CancellationToken cancellation)
    {
        var isWaiting = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!isWaiting)
                {
                    isWaiting = true;
                    waiting();
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
