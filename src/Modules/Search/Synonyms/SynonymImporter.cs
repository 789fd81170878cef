using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Search.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Search.Synonyms;

/// <summary>Imports <c>search.yaml</c>: the whole list of synonyms.</summary>
internal sealed class SynonymImporter(ConcordDb db) : IContentImporter
{
    /// <summary>Characters of the terms of a group together.</summary>
    public const int MaxLength = 4000;

    public const string File = "search.yaml";

    public int Order => 40;

    public Task<IImportPlan> ReadAsync(ContentFolder folder, CancellationToken cancellation)
    {
        var groups = folder.Has(File) && folder.ReadText(File) is { } text ? Read(folder, text) : null;
        return Task.FromResult<IImportPlan>(new SynonymImportPlan(db, groups));
    }

    private static List<SynonymGroup>? Read(ContentFolder folder, string text)
    {
        if (YamlFile.ReadMap(folder, File, text) is not { } root)
        {
            return null;
        }

        var (groups, groupOf) = (new List<SynonymGroup>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var map in root.Maps("synonyms"))
        {
            var group = new SynonymGroup
            {
                Name = map.Slug("name"),
                Lines = string.Join('\n', map.Texts("terms").Select(term => term.Trim())),
            };
            map.Close();
            if (group.Terms.Count < 2)
            {
                map.Report("terms", ImportProblemCode.InvalidValue, "a group needs two terms or more.");
            }

            if (group.Lines.Length > MaxLength)
            {
                map.Report(
                    "terms",
                    ImportProblemCode.InvalidValue,
                    $"the terms together are longer than {MaxLength} characters."
                );
            }

            if (groups.Exists(other => other.Name == group.Name))
            {
                map.Report("name", ImportProblemCode.Duplicate, $"there is another group “{group.Name}”.");
            }

            foreach (var term in group.Terms)
            {
                var key = SynonymList.KeyOf(term);
                if (key.Length == 0)
                {
                    map.Report("terms", ImportProblemCode.InvalidValue, $"“{term}” has no letter or digit.");
                }
                else if (!groupOf.TryAdd(key, group.Name) && groupOf[key] != group.Name)
                {
                    map.Report("terms", ImportProblemCode.Duplicate, $"“{term}” is in the group “{groupOf[key]}” already.");
                }
            }

            groups.Add(group);
        }

        root.Close();
        return groups;
    }
}

internal sealed class SynonymImportPlan(ConcordDb db, List<SynonymGroup>? groups) : IImportPlan
{
    public IEnumerable<string> DefinedNames => [];

    public Task CheckAsync(
        ContentFolder folder,
        ContentIndex index,
        IProgress<string>? progress,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation) =>
        groups is null ? default : await context.ApplyAsync(() => ReplaceAsync(groups, context, cancellation), cancellation);

    private async Task<ImportCounts> ReplaceAsync(
        List<SynonymGroup> wanted,
        ImportContext context,
        CancellationToken cancellation
    )
    {
        var stored = await db.Set<SynonymGroup>().ToDictionaryAsync(group => group.Name, cancellation);
        var changed = new List<string>();
        var counts = default(ImportCounts);
        foreach (var group in wanted)
        {
            var present = stored.GetValueOrDefault(group.Name);
            stored.Remove(group.Name);
            if (present?.Lines == group.Lines)
            {
                counts += new ImportCounts(0, 0, Unchanged: 1);
                continue;
            }

            if (present is null)
            {
                db.Add(new SynonymGroup { Name = group.Name, Lines = group.Lines });
            }
            else
            {
                present.Lines = group.Lines;
            }

            counts += present is null ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
            changed.Add(group.Name);
        }

        db.RemoveRange(stored.Values);
        changed.AddRange(stored.Keys);
        if (changed.Count > 0)
        {
            db.Record(new SynonymsChanged(changed) { Actor = context.Actor, Subject = "search:synonyms" });
        }

        return counts + new ImportCounts(0, Changed: stored.Count, 0);
    }
}
