using System.Security.Cryptography;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Concord.PdfReader;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Downloads;

/// <summary>Adds a PDF that a person of the workspace uploads.</summary>
internal sealed class UploadFile(ConcordDb db, FileStore files, TimeProvider time)
{
    /// <param name="fileName">As the person's device has it.</param>
    /// <param name="read">Reads the file, once nothing else is being decoded.</param>
    public async Task<UploadFileResult> RunAsync(
        string fileName,
        Func<CancellationToken, Task<byte[]>> read,
        Actor actor,
        CancellationToken cancellation
    )
    {
        using var turn = await DecodingTurn.TakeAsync(cancellation);
        var content = await read(cancellation);
        var digest = MediaFile.DigestOf(content);
        var present = await db.Set<DownloadFile>()
            .Where(file => file.Digest == digest)
            .Select(file => file.Name)
            .FirstOrDefaultAsync(cancellation);
        if (present is not null)
        {
            return new UploadFileResult(present) { IsPresent = true };
        }

        if (await files.AddPdfAsync(content, actor, cancellation) is { } fault)
        {
            return new UploadFileResult(null) { Fault = fault };
        }

        var name = $"file-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        db.Add(
            new DownloadFile
            {
                Name = name,
                Digest = digest,
                FileName = FileDescription.CleanName(fileName),
                UploadedAt = time.GetUtcNow().UtcDateTime,
                UploadedBy = actor.ToString(),
            }
        );
        db.Record(new DownloadUploaded(name) { Actor = actor, Subject = $"file:{name}" });
        await db.SaveChangesAsync(cancellation);
        return new UploadFileResult(name);
    }
}

/// <param name="Name">Of the file; null where it was refused.</param>
internal sealed record UploadFileResult(string? Name)
{
    /// <summary>True where the same file is in the library already, under this name.</summary>
    public bool IsPresent { get; init; }

    public PdfFault? Fault { get; init; }
}
