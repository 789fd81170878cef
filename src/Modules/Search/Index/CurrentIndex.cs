namespace Concord.Search.Index;

/// <summary>Holds the index in use for those who search; null until it is ready.</summary>
internal sealed class CurrentIndex : IDisposable
{
    private readonly ReaderWriterLockSlim gate = new();
    private SearchIndex? index;

    public bool IsReady => index is not null;

    /// <returns>Default where no index is ready.</returns>
    public T? Use<T>(Func<SearchIndex, T> work)
    {
        gate.EnterReadLock();
        try
        {
            return index is null ? default : work(index);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Puts another in the place of the one in use, which is closed.</summary>
    public void Replace(SearchIndex? next)
    {
        gate.EnterWriteLock();
        try
        {
            index?.Dispose();
            index = next;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        index?.Dispose();
        gate.Dispose();
    }
}
