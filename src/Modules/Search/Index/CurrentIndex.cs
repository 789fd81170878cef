namespace Concord.Search.Index;

/// <summary>Holds the current index; null until it is ready.</summary>
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

    /// <summary>Replaces the current index and closes it.</summary>
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
