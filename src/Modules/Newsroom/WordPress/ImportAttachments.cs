using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsroom.WordPress;

/// <summary>Adds the pictures and files of an export to the library, from a folder or from the old site.</summary>
internal sealed class ImportAttachments(
    IServiceScopeFactory scopes,
    OutboundHttpClient http,
    WordPressOptions options,
    WordPressTally tally,
    Actor actor
)
{
    private static readonly TimeSpan FetchTime = TimeSpan.FromMinutes(2);

    /// <param name="known">Where earlier runs put them; what is added is put in.</param>
    public async Task RunAsync(
        ExportSurvey survey,
        Dictionary<long, ImportedMedia> known,
        IProgress<WordPressProgress>? progress,
        CancellationToken cancellation
    )
    {
        var done = 0;
        foreach (var attachment in survey.Attachments.Values)
        {
            progress?.Report(new WordPressProgress(WordPressStep.Attachments, (double)done / survey.Attachments.Count, done));
            done++;
            if (known.ContainsKey(attachment.Id))
            {
                tally.CountOutcome(WordPressOutcome.Unchanged);
                continue;
            }

            if (await AddAsync(survey.SiteKey, attachment, cancellation) is { } added)
            {
                known[attachment.Id] = added;
                tally.CountOutcome(WordPressOutcome.Added);
            }
            else
            {
                tally.CountOutcome(WordPressOutcome.LeftOut);
            }
        }
    }

    private async Task<ImportedMedia?> AddAsync(string site, SurveyedAttachment attachment, CancellationToken cancellation)
    {
        var name = attachment.FileName;
        if (AddAttachment.KindOf(name) is not { } kind)
        {
            Report(PostProblem.UnsupportedFile, attachment, name);
            return null;
        }

        if (kind == AttachmentKind.Picture && attachment is { Alt: "", Caption: "" })
        {
            Report(PostProblem.NoAlternativeText, attachment, name);
        }

        if (options.IsDryRun)
        {
            return FindInFolder(attachment) is null && !options.Fetches ? Missing(attachment)
                : kind == AttachmentKind.Picture ? new ImportedMedia($"picture-{attachment.Id}", null)
                : new ImportedMedia(null, $"file-{attachment.Id}");
        }

        if (await ReadAsync(attachment, cancellation) is not { } content)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<AddAttachment>()
            .RunAsync(
                name,
                content,
                new AttachmentWords(attachment.Language, PostReferences.AltOf(attachment), attachment.Caption),
                actor,
                cancellation
            );
        if (added.Name is not { } stored)
        {
            Report(PostProblem.RefusedFile, attachment, $"{name}: {added.Fault}");
            return null;
        }

        var media = added.Kind == AttachmentKind.Picture ? new ImportedMedia(stored, null) : new ImportedMedia(null, stored);
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        db.Add(
            new WordPressItem
            {
                Site = site,
                ItemId = attachment.Id,
                Picture = media.Picture,
                File = media.File,
                Path = OldAddress.PathOf(attachment.Address),
            }
        );
        db.Record(
            new WordPressItemImported(site, attachment.Id)
            {
                Actor = actor,
                Subject = added.Kind == AttachmentKind.Picture ? $"picture:{stored}" : $"file:{stored}",
            }
        );
        await db.SaveChangesAsync(cancellation);
        return media;
    }

    private async Task<byte[]?> ReadAsync(SurveyedAttachment attachment, CancellationToken cancellation)
    {
        if (FindInFolder(attachment) is { } path)
        {
            if (new FileInfo(path).Length > AddAttachment.MaxBytes)
            {
                Report(
                    PostProblem.RefusedFile,
                    attachment,
                    $"{attachment.FileName}: more than {AddAttachment.MaxBytes >> 20} MB"
                );
                return null;
            }

            return await File.ReadAllBytesAsync(path, cancellation);
        }

        if (options.Fetches && Uri.TryCreate(attachment.Address, UriKind.Absolute, out var address))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(FetchTime);
            var fetched = await http.GetAsync(new FetchRequest(address) { MaxBytes = AddAttachment.MaxBytes }, limit.Token);
            if (fetched.Outcome == FetchOutcome.Fetched)
            {
                return fetched.Content.ToArray();
            }

            Report(PostProblem.MissingFile, attachment, $"{attachment.Address}: {fetched.Problem ?? $"{fetched.Status}"}");
            return null;
        }

        Missing(attachment);
        return null;
    }

    private ImportedMedia? Missing(SurveyedAttachment attachment)
    {
        Report(PostProblem.MissingFile, attachment, attachment.Address);
        return null;
    }

    /// <summary>Trust boundary: the path comes from the export, and may lead nowhere but into the folder.</summary>
    private string? FindInFolder(SurveyedAttachment attachment)
    {
        if (options.Attachments is not { } folder || !Uri.TryCreate(attachment.Address, UriKind.Absolute, out var address))
        {
            return null;
        }

        var root = Path.GetFullPath(folder);
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var uploads = path.IndexOf("/uploads/", StringComparison.Ordinal);
        string[] candidates =
        [
            uploads >= 0 ? path[(uploads + "/uploads/".Length)..] : path.TrimStart('/'),
            path.TrimStart('/'),
            attachment.FileName,
        ];
        return candidates
            .Select(candidate => Path.GetFullPath(Path.Combine(root, candidate)))
            .FirstOrDefault(full =>
                full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && File.Exists(full)
                && new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true) is null
            );
    }

    private void Report(PostProblem problem, SurveyedAttachment attachment, string detail) =>
        tally.Add(problem, attachment.Line, attachment.Id, attachment.Title, detail);
}
