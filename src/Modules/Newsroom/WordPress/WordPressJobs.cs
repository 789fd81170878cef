using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.WordPress;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Newsroom.WordPress;

/// <summary>
/// Exports that were uploaded in the workspace, in a folder of the data directory; one at a time is read or imported, in the
/// background.
/// </summary>
internal sealed partial class WordPressJobs(
    ImportWordPress import,
    StorageSettings settings,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<WordPressJobs> log
) : IDisposable
{
    /// <summary>Bytes of the largest export that can be uploaded.</summary>
    public const long MaxBytes = 2L << 30;

    private const int MaxFileName = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly ConcurrentDictionary<Guid, WordPressJob> running = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    private string Root => Path.Combine(settings.DataDirectory, "wordpress");

    public void Dispose() => turn.Dispose();

    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<WordPressJob>> ListAsync(CancellationToken cancellation)
    {
        var jobs = new List<WordPressJob>();
        foreach (var folder in Directory.Exists(Root) ? Directory.GetDirectories(Root) : [])
        {
            if (Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && await FindAsync(id, cancellation) is { } job)
            {
                jobs.Add(job);
            }
        }

        return [.. jobs.OrderByDescending(job => job.UploadedAt)];
    }

    public async Task<WordPressJob?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (running.TryGetValue(id, out var now))
        {
            return now;
        }

        if (!File.Exists(StateOf(id)))
        {
            return null;
        }

        var job = JsonSerializer.Deserialize<WordPressJob>(await File.ReadAllTextAsync(StateOf(id), cancellation), Json);
        // The process that worked on it is gone.
        return job is { IsRunning: true } ? job with { State = WordPressJobState.Stopped } : job;
    }

    /// <summary>Stores an export, and begins to check it.</summary>
    public async Task<Guid> AddAsync(string fileName, Stream content, Actor actor, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(FolderOf(id));
        PrivateFiles.RestrictFolder(FolderOf(id));
        long length;
        try
        {
            await using var file = File.Create(FileOf(id));
            await content.CopyToAsync(file, cancellation);
            length = file.Length;
        }
        catch
        {
            // Half a file would stay there for good.
            Directory.Delete(FolderOf(id), recursive: true);
            throw;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var plain = new string([.. fileName.Where(letter => !char.IsControl(letter))]);
        var job = new WordPressJob
        {
            Id = id,
            FileName = plain.Length > MaxFileName ? plain[^MaxFileName..] : plain,
            Length = length,
            UploadedAt = now,
            UploadedBy = actor.ToString(),
            State = WordPressJobState.Checking,
            ChangedAt = now,
        };
        await SaveAsync(job);
        Begin(job, actor);
        return id;
    }

    /// <summary>Checks or imports it in the background.</summary>
    /// <returns>False where it is being worked on.</returns>
    public bool TryStart(WordPressJob job, bool imports, bool fetches, Actor actor)
    {
        if (job.IsRunning)
        {
            return false;
        }

        var state = imports ? WordPressJobState.Importing : WordPressJobState.Checking;
        return Begin(
            job with
            {
                State = state,
                Fetches = fetches,
                Fault = null,
                FaultLine = 0,
                FaultColumn = 0,
                ChangedAt = time.GetUtcNow().UtcDateTime,
            },
            actor
        );
    }

    /// <returns>False where it is being worked on.</returns>
    public bool TryRemove(Guid id)
    {
        if (running.ContainsKey(id))
        {
            return false;
        }

        if (Directory.Exists(FolderOf(id)))
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }

        return true;
    }

    private bool Begin(WordPressJob job, Actor actor)
    {
        if (!running.TryAdd(job.Id, job))
        {
            return false;
        }

        _ = Task.Run(() => RunAsync(job, actor));
        return true;
    }

    private async Task RunAsync(WordPressJob job, Actor actor)
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            await SaveAsync(job);
            // The others wait: two imports at once would only slow each other down.
            await turn.WaitAsync(stopping);
            try
            {
                job = await ImportAsync(job, actor, stopping);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (ExportFaultException fault)
        {
            job = job with
            {
                State = WordPressJobState.Refused,
                Fault = fault.Message,
                FaultLine = fault.Line,
                FaultColumn = fault.Column,
            };
        }
        catch (OperationCanceledException)
        {
            job = job with { State = WordPressJobState.Stopped };
        }
#pragma warning disable CA1031 // Whatever ends the work, the page says so.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, failure, job.FileName);
            job = job with { State = WordPressJobState.Stopped, Fault = failure.Message };
        }

        await EndAsync(job with { ChangedAt = time.GetUtcNow().UtcDateTime });
    }

    private async Task<WordPressJob> ImportAsync(WordPressJob job, Actor actor, CancellationToken stopping)
    {
        var imports = job.State == WordPressJobState.Importing;
        var progress = new LatestProgress(now => running[job.Id] = job with { Progress = now });
        var report = await import.RunAsync(
            () => File.OpenRead(FileOf(job.Id)),
            new WordPressOptions { IsDryRun = !imports, Fetches = job.Fetches },
            actor,
            progress,
            stopping
        );
        return job with { Report = report, State = imports ? WordPressJobState.Imported : WordPressJobState.Checked };
    }

    private async Task EndAsync(WordPressJob job)
    {
        try
        {
            await SaveAsync(job);
        }
        catch (IOException failure)
        {
            Failed(log, failure, job.FileName);
        }
        finally
        {
            running.TryRemove(job.Id, out _);
        }
    }

    private async Task SaveAsync(WordPressJob job)
    {
        var next = $"{StateOf(job.Id)}.new";
        await using (var stream = File.Create(next))
        {
            await JsonSerializer.SerializeAsync(stream, job, Json, CancellationToken.None);
        }

        File.Move(next, StateOf(job.Id), overwrite: true);
    }

    private string FolderOf(Guid id) => Path.Combine(Root, id.ToString("N"));

    private string FileOf(Guid id) => Path.Combine(FolderOf(id), "export.xml");

    private string StateOf(Guid id) => Path.Combine(FolderOf(id), "state.json");

    [LoggerMessage(1, LogLevel.Error, "The import of {File} ended.")]
    private static partial void Failed(ILogger log, Exception failure, string file);

    private sealed class LatestProgress(Action<WordPressProgress> report) : IProgress<WordPressProgress>
    {
        public void Report(WordPressProgress value) => report(value);
    }
}
