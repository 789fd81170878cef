using Concord.Foundation.ContentExport;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Search.Synonyms;

/// <summary>Writes the list of synonyms into <c>search.yaml</c>.</summary>
internal sealed class SynonymExporter(ConcordDb db) : IContentExporter
{
    private const string Comment = """
        Words and names that readers use for the same thing. The terms of a group find each other in every language: other
        spellings, names in other languages and scripts, and abbreviations. Case, accents, hyphens and the Arabic article do not
        have to be repeated here.
        """;

    public int Order => 40;

    public IReadOnlyList<string> Parts => [SynonymImporter.File];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var groups = await db.Set<SynonymGroup>().AsNoTracking().ToListAsync(cancellation);
        if (groups.Count == 0)
        {
            return;
        }

        var root = new YamlText().AddLines(
            "synonyms",
            groups
                .OrderBy(group => group.Name, StringComparer.Ordinal)
                .Select(group => new YamlText().Add("name", group.Name).Add("terms", group.Terms))
        );
        await folder.WriteYamlAsync(SynonymImporter.File, root, Comment, cancellation);
    }
}
