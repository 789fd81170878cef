using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Records;

/// <summary>Saves changes of records, makes them public, and removes records. What is wrong with a change is not saved.</summary>
internal sealed class EditRecord(ConcordDb db, RecordReader reader, RecordUse use, DocumentWriter writer, NewsroomOptions options)
{
    /// <param name="basedOn"><see cref="RecordOnDesk.Base"/> of what the person saw; null for a new record.</param>
    public async Task<RecordResult> SaveAsync(
        IRecordKind kind,
        string slug,
        IReadOnlyDictionary<string, string> values,
        string? basedOn,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var onDesk = await reader.ReadAsync(kind, slug, cancellation);
        if (basedOn is null && onDesk is not null)
        {
            return new RecordResult(RecordCode.Exists);
        }

        if (basedOn is not null && onDesk?.Base != basedOn)
        {
            return new RecordResult(onDesk is null ? RecordCode.Unknown : RecordCode.NewerRevision);
        }

        var content = reader.FormOf(kind).Write(slug, values).Write();
        var (_, problems) = await CheckAsync(kind, slug, content, cancellation);
        if (problems.Count > 0)
        {
            return new RecordResult(RecordCode.Invalid, problems);
        }

        if (onDesk is not null && reader.AreSame(kind, onDesk.Content, content))
        {
            return new RecordResult(RecordCode.Unchanged);
        }

        if (onDesk is { IsOpen: true, Shown: { } seen } && reader.AreSame(kind, seen, content))
        {
            return await DiscardAsync(kind, slug, actor, cancellation);
        }

        var record = onDesk?.Record ?? Add(kind, slug);
        if (onDesk is { IsOpen: false, Shown: { } shown } && !reader.AreSame(kind, onDesk.Newest?.Content, shown))
        {
            // What the site had before can be compared with and brought back.
            AddRevision(record, shown, Actor.System("records"), isFound: true);
            record.PublicRevision = record.Newest;
        }

        AddRevision(record, content, actor, isFound: false);
        db.Record(new RecordDrafted(kind.Name, slug, record.Newest) { Actor = actor, Subject = record.Subject });
        return await SaveAsync(cancellation);
    }

    /// <summary>Makes the newest revision public.</summary>
    /// <param name="number">What the person has seen.</param>
    public async Task<RecordResult> PublishAsync(
        IRecordKind kind,
        string slug,
        int number,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync($"record:{kind.Name}/{slug}", cancellation);
        if (await reader.ReadAsync(kind, slug, cancellation) is not { Record: { } record, Newest: { } newest } onDesk)
        {
            return new RecordResult(RecordCode.Unknown);
        }

        if (!onDesk.IsOpen)
        {
            return new RecordResult(RecordCode.Unchanged);
        }

        if (newest.Number != number)
        {
            return new RecordResult(RecordCode.NewerRevision);
        }

        if (options.RequireClearance && record.ClearedRevision != newest.Number)
        {
            return new RecordResult(RecordCode.NotCleared);
        }

        // Again, because what it refers to may be gone since it was saved.
        var (apply, problems) = await CheckAsync(kind, slug, newest.Content, cancellation);
        if (problems.Count > 0)
        {
            return new RecordResult(RecordCode.Invalid, problems);
        }

        var words = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        await apply!(actor, words, cancellation);
        record.PublicRevision = newest.Number;
        db.Record(
            new RecordPublished(kind.Name, slug, newest.Number)
            {
                Actor = actor,
                Subject = record.Subject,
                Reason = words,
            }
        );
        var result = await SaveAsync(cancellation);
        if (result.IsDone)
        {
            await db.CommitAsync(transaction, cancellation);
        }

        return result;
    }

    /// <summary>Drops the change that readers do not see; it stays on record.</summary>
    public async Task<RecordResult> DiscardAsync(IRecordKind kind, string slug, Actor actor, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(kind, slug, cancellation) is not { Record: { } record, Shown: { } shown, IsOpen: true })
        {
            return new RecordResult(RecordCode.Unchanged);
        }

        AddRevision(record, shown, actor, isFound: false);
        (record.PublicRevision, record.ClearanceRequestedFor) = (record.Newest, null);
        db.Record(new RecordDiscarded(kind.Name, slug, record.Newest) { Actor = actor, Subject = record.Subject });
        return await SaveAsync(cancellation);
    }

    /// <summary>Takes a record away from readers; its revisions stay, and it can be brought back.</summary>
    public async Task<RecordResult> RemoveAsync(
        IRecordKind kind,
        string slug,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!kind.CanRemove || await reader.ReadAsync(kind, slug, cancellation) is not { Shown: { } shown } onDesk)
        {
            return new RecordResult(RecordCode.Unknown);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new RecordResult(RecordCode.ReasonRequired);
        }

        if (await use.IsNamedAsync($"{kind.Name}:{slug}", slug, cancellation))
        {
            return new RecordResult(RecordCode.InUse);
        }

        var record = onDesk.Record ?? Add(kind, slug);
        if (!reader.AreSame(kind, onDesk.Newest?.Content, shown))
        {
            AddRevision(record, shown, Actor.System("records"), isFound: true);
        }

        (record.PublicRevision, record.ClearanceRequestedFor) = (null, null);
        await kind.RemoveAsync(slug, actor, reason.Trim(), cancellation);
        return await SaveAsync(cancellation);
    }

    private async Task<(ApplyRecord? Apply, IReadOnlyList<ImportProblem> Problems)> CheckAsync(
        IRecordKind kind,
        string slug,
        string content,
        CancellationToken cancellation
    )
    {
        var pack = ContentFolder.WithoutFiles();
        if (!SlugRule.IsSlug(slug))
        {
            pack.Report(kind.Name, 0, ImportProblemCode.InvalidValue, SlugRule.Description, "slug");
        }

        if (content.Length > RecordRevision.MaxContent)
        {
            pack.Report(kind.Name, 0, ImportProblemCode.TextTooLong, $"{RecordRevision.MaxContent} characters are the most.");
            return (null, pack.Problems);
        }

        if (YamlFile.ReadMap(pack, kind.Name, content) is not { } map)
        {
            return (null, pack.Problems);
        }

        var form = reader.FormOf(kind);
        var values = form.Read(map);
        foreach (var key in form.TooLong(values))
        {
            pack.Report(kind.Name, 0, ImportProblemCode.TextTooLong, "the text is too long.", key);
        }

        foreach (var (field, name) in form.References(values))
        {
            if (!await reader.IsThereAsync(field.Target, name, cancellation))
            {
                pack.Report(kind.Name, 0, ImportProblemCode.UnknownReference, $"“{name}” is not there.", field.Key);
            }
        }

        var apply = await kind.CheckAsync(map, cancellation);
        return (apply, [.. pack.Problems.DistinctBy(problem => (problem.Key, problem.Code))]);
    }

    private SiteRecord Add(IRecordKind kind, string slug)
    {
        var record = new SiteRecord
        {
            Id = Guid.CreateVersion7(),
            Kind = kind.Name,
            Slug = slug,
            Newest = 0,
        };
        db.Add(record);
        return record;
    }

    private void AddRevision(SiteRecord record, string content, Actor actor, bool isFound) =>
        db.Add(
            new RecordRevision
            {
                Id = Guid.CreateVersion7(),
                RecordId = record.Id,
                Number = ++record.Newest,
                Content = content,
                CreatedAt = writer.Now,
                CreatedBy = actor.ToString(),
                IsFound = isFound,
            }
        );

    private async Task<RecordResult> SaveAsync(CancellationToken cancellation) =>
        new(await writer.TrySaveAsync(cancellation) ? RecordCode.Done : RecordCode.Conflict);
}
