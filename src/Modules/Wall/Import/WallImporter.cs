using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Import;

/// <summary>Imports the sources and posts of a content pack that are new or changed.</summary>
internal sealed class WallImporter(ConcordDb db, LanguageSet languages, TimeProvider time) : IContentImporter
{
    public int Order => 40;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var file = new WallFile(pack, languages);
        file.Read();
        return Task.FromResult<IImportPlan>(new WallImportPlan(db, file, languages, time.GetUtcNow().UtcDateTime));
    }
}

/// <param name="now">UTC.</param>
internal sealed class WallImportPlan(ConcordDb db, WallFile file, LanguageSet languages, DateTime now) : IImportPlan
{
    public IEnumerable<string> DefinedNames => [];

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation)
    {
        file.CheckReferences(index);
        return Task.CompletedTask;
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(() => ApplyAsync(context.Actor, cancellation), cancellation);
        context.Report("wall");
        return counts;
    }

    private async Task<ImportCounts> ApplyAsync(Actor actor, CancellationToken cancellation)
    {
        var count = await ApplySourcesAsync(actor, cancellation);
        foreach (var ofSource in file.Posts.GroupBy(line => line.Source))
        {
            count += await ApplyPostsAsync(ofSource.Key, [.. ofSource], actor, cancellation);
        }

        return count;
    }

    private async Task<ImportCounts> ApplySourcesAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<WallSource>().ToDictionaryAsync(source => source.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in file.Sources)
        {
            var digest = ImportedLine.DigestOf(line);
            var source = known.GetValueOrDefault(line.Slug);
            if (source is not null && (source.SourceDigest == digest || line == SourceLine.Of(source)))
            {
                count += new ImportCounts(0, 0, Unchanged: 1);
                continue;
            }

            var isNew = source is null;
            count += isNew ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
            if (source is null)
            {
                source = new WallSource
                {
                    Slug = line.Slug,
                    Kind = WallSource.ByHand,
                    IsTrusted = true,
                };
                db.Add(source);
            }

            (source.Name, source.Member, source.Effort, source.SourceDigest) = (line.Name, line.Member, line.Effort, digest);
            var subject = $"source:{source.Slug}";
            db.Record(
                isNew
                    ? new SourceAdded(source.Slug, source.Kind, source.Address, source.Member, source.IsTrusted)
                    {
                        Actor = actor,
                        Subject = subject,
                    }
                    : new SourceChanged(source.Slug, source.Member) { Actor = actor, Subject = subject }
            );
        }

        return count;
    }

    private async Task<ImportCounts> ApplyPostsAsync(
        string slug,
        IReadOnlyList<PostLine> lines,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var source = file.Sources.Find(line => line.Slug == slug)!;
        var known = await db.Set<Post>()
            .Where(post => post.Source == slug)
            .Include(post => post.Topics)
            .Include(post => post.Pictures)
            .Include(post => post.Translations)
            .AsSplitQuery()
            .ToDictionaryAsync(post => post.SourceId, cancellation);
        var count = default(ImportCounts);
        foreach (var line in lines)
        {
            var digest = ImportedLine.DigestOf(new { line, source });
            var post = known.GetValueOrDefault(line.Id);
            if (post is not null && (post.SourceDigest == digest || IsSame(line, source, post)))
            {
                count += new ImportCounts(0, 0, Unchanged: 1);
                continue;
            }

            count += post is null ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
            Write(post, line, source).SourceDigest = digest;
        }

        if (count.Added + count.Changed > 0)
        {
            db.Record(
                new PostsIngested(slug, count.Added, count.Changed, PendingReview: 0)
                {
                    Actor = actor,
                    Subject = $"source:{slug}",
                }
            );
        }

        return count;
    }

    /// <summary>Whether the site has it already, such as a post that an operator typed and a pack brings back.</summary>
    private bool IsSame(PostLine line, SourceLine source, Post post) =>
        post.Member == source.Member
        && ImportedLine.AreEqual(
            line with
            {
                Effort = line.Effort == source.Effort ? null : line.Effort,
            },
            PostLine.Of(post, source.Effort, languages)
        );

    /// <summary>Keeps what an operator decided about a post.</summary>
    private Post Write(Post? post, PostLine line, SourceLine source)
    {
        var id = Post.IdOf(line.Source, line.Id);
        var order = Post.OrderOf(line.At, id);
        if (post is null)
        {
            post = new Post
            {
                Id = id,
                Source = line.Source,
                SourceId = line.Id,
                At = line.At,
                ImportedAt = now,
                Order = order,
                Text = line.Text,
                Language = line.Language,
                State = PostState.Live,
            };
            db.Add(post);
        }

        (post.At, post.Order, post.Text, post.Language, post.Link) = (line.At, order, line.Text, line.Language, line.Link);
        (post.Member, post.IsDemonstration, post.Fingerprint) = (
            source.Member,
            line.IsDemonstration,
            Plain.FingerprintOf(line.Text)
        );
        PostTopics.Write(post, [], line.Effort ?? source.Effort, line.Campaign);
        PostTopics.Attach(post, TopicScheme.Member, line.AttachedTo);
        WritePicture(post, line.Picture);
        WriteTranslations(post, line);
        return post;
    }

    private static void WritePicture(Post post, string? name)
    {
        if (name is null)
        {
            post.Pictures.Clear();
        }
        else if (post.Pictures is [var present, ..])
        {
            present.Name = name;
        }
        else
        {
            post.Pictures.Add(
                new PostPicture
                {
                    PostId = post.Id,
                    Position = 0,
                    Name = name,
                }
            );
        }
    }

    private static void WriteTranslations(Post post, PostLine line)
    {
        post.Translations.RemoveAll(present => !line.Translations.ContainsKey(present.Language));
        foreach (var (language, text) in line.Translations)
        {
            if (post.Translations.Find(present => present.Language == language) is { } present)
            {
                present.Text = text;
                continue;
            }

            post.Translations.Add(
                new PostTranslation
                {
                    PostId = post.Id,
                    Language = language,
                    Text = text,
                }
            );
        }
    }
}
