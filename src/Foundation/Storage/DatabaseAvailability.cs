using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Concord.Foundation.Storage;

/// <summary>
/// Logs that the database is away in one line for the whole process, and its return in another, however many requests and
/// services fail meanwhile.
/// </summary>
public sealed partial class DatabaseAvailability(IStorageProvider storage, ILogger<DatabaseAvailability> log)
{
    private int isAway;

    /// <summary>True where the database cannot be reached or does not answer, in any wrapping.</summary>
    public bool IsOutage(Exception? failure) =>
        failure switch
        {
            null => false,
            TimeoutException => true,
            DbException fault => storage.IsOutage(fault),
            _ => IsOutage(failure.InnerException),
        };

    /// <returns>True where the failure is that the database is away: it is logged, once; the caller logs everything else.</returns>
    public bool LogOutage(Exception failure)
    {
        if (!IsOutage(failure))
        {
            return false;
        }

        if (Interlocked.Exchange(ref isAway, 1) == 0)
        {
            Lost(log, failure.GetBaseException().Message.ReplaceLineEndings(" "));
        }

        return true;
    }

    /// <summary>To be called after the database answered.</summary>
    public void LogRecovery()
    {
        if (Interlocked.Exchange(ref isAway, 0) == 1)
        {
            Recovered(log);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The database cannot be reached; pages are served from the cache, and everything else waits for it: {Reason}"
    )]
    private static partial void Lost(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Information, "The database can be reached again.")]
    private static partial void Recovered(ILogger log);
}
