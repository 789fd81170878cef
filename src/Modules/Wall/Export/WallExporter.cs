using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Wall.Import;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Export;

/// <summary>
/// Writes the sources that are entered by hand, and their posts that readers see, into <c>wall.yaml</c>. Posts of other sources
/// are fetched again.
/// </summary>
internal sealed class WallExporter(ConcordDb db, MediaStore media, LanguageSet languages) : IContentExporter
{
    private const string Comment =
        "The wall: partners whose posts are entered by hand, and their posts. \"link\" is where a post was reported.";

    public int Order => 40;

    public IReadOnlyList<string> Parts => [WallFile.File];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var sources = await db.Set<WallSource>().AsNoTracking().OrderBy(source => source.Slug).ToListAsync(cancellation);
        foreach (var fetched in sources.Where(source => source.Kind != WallSource.ByHand))
        {
            folder.LeaveOut($"source:{fetched.Slug}", LeftOutReason.Fetched);
        }

        sources.RemoveAll(source => source.Kind != WallSource.ByHand);
        if (sources.Count == 0)
        {
            return;
        }

        var (lines, posts) = (new List<YamlText>(), new List<YamlText>());
        foreach (var source in sources)
        {
            var line = SourceLine.Of(source);
            lines.Add(SourceOf(line, folder));
            foreach (var post in await PostsOfAsync(source, cancellation))
            {
                posts.Add(await PostOfAsync(PostLine.Of(post, source.Effort, languages), folder, cancellation));
            }
        }

        var root = new YamlText().AddLines("sources", lines).Add("posts", posts);
        await folder.WriteYamlAsync(WallFile.File, root, Comment, cancellation);
    }

    private Task<List<Post>> PostsOfAsync(WallSource source, CancellationToken cancellation) =>
        db.Set<Post>()
            .AsNoTracking()
            .Where(post => post.Source == source.Slug && post.State == PostState.Live)
            .Include(post => post.Topics)
            .Include(post => post.Pictures)
            .Include(post => post.Translations)
            .AsSplitQuery()
            .OrderByDescending(post => post.Order)
            .ToListAsync(cancellation);

    private static YamlText SourceOf(SourceLine line, ExportFolder folder)
    {
        var subject = $"source:{line.Slug}";
        return new YamlText()
            .Add("slug", line.Slug)
            .Add("member", folder.Reference("member", line.Member, subject))
            .Add("name", line.Name.Length == 0 ? null : line.Name)
            .Add("effort", folder.Reference("document", line.Effort, subject));
    }

    private async Task<YamlText> PostOfAsync(PostLine line, ExportFolder folder, CancellationToken cancellation)
    {
        var subject = $"source:{line.Source}/{line.Id}";
        if (line.Picture is { } picture && !folder.Has($"picture:{picture}"))
        {
            await media.ExportAsync(picture, folder, cancellation);
        }

        return new YamlText()
            .Add("source", line.Source)
            .Add("id", line.Id)
            .Add("at", line.At)
            .Add("language", line.Language)
            .AddIf("demonstration", line.IsDemonstration)
            .Add("picture", line.Picture)
            .Add("link", line.Link)
            .Add("effort", folder.Reference("document", line.Effort, subject))
            .Add("campaign", folder.Reference("document", line.Campaign, subject))
            .Add("attached-to", folder.Reference("member", line.AttachedTo, subject))
            .AddText("text", line.Text)
            .Add("translations", line.Translations);
    }
}
