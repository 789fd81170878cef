using Concord.Foundation.Text;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>One post as an edition of our document.</summary>
internal sealed class PostDocument(
    ExportSurvey survey,
    PostReferences references,
    PostTopics topics,
    IReadOnlyDictionary<long, ImportedMedia> media,
    WordPressOptions options,
    WordPressTally tally,
    DateTime now
)
{
    /// <returns>Null where it has no text that could be imported; the reason is reported.</returns>
    public ImportedDocument? Read(ExportItem item, ImportedPost post)
    {
        var (title, body) = (
            EditionContent.Clean(PostText.Plain(item.Title)),
            PostText.ToMarkdown(item.Content, references.For(item, tally))
        );
        var excerpt = EditionContent.Clean(PostText.Plain(item.Excerpt));
        var head = new List<string>();
        if (title.Length > EditionContent.MaxTitle)
        {
            Report(item, PostProblem.ShortenedTitle, title);
            head.Add($"**{MarkdownInline.Escape(title)}**");
            title = Shortened(title, EditionContent.MaxTitle);
        }

        var summary = excerpt.Length > 0 ? excerpt : FirstWords(body);
        summary = summary.Length > 0 ? summary : title;
        if (summary.Length > EditionContent.MaxSummary)
        {
            if (excerpt.Length > 0)
            {
                Report(item, PostProblem.ShortenedExcerpt, excerpt);
                head.Add(MarkdownInline.EscapeLines(MarkdownInline.Escape(excerpt)));
            }

            summary = Shortened(summary, EditionContent.MaxSummary);
        }

        body = EditionContent.Clean(string.Join("\n\n", [.. head, body]));
        body = body.Length > 0 ? body : MarkdownInline.EscapeLines(MarkdownInline.Escape(excerpt));
        if (body.Length is 0 or > EditionContent.MaxBody)
        {
            Report(item, body.Length == 0 ? PostProblem.NoText : PostProblem.TooLong, "");
            return null;
        }

        if (item.Comments > 0)
        {
            Report(item, PostProblem.Comments, $"{item.Comments}");
        }

        var edition = new ImportedEdition
        {
            File = $"line {item.Line}",
            BodyLine = item.Line,
            Language = post.Post.Language,
            ReleasedAt = item.PublishedAt,
            TranslatedFrom = post.TranslatedFrom,
            IsDraft = IsDraft(item, post),
            Content = new EditionContent(title, summary, body, []),
        };
        return Describe(item, post, edition);
    }

    private bool IsDraft(ExportItem item, ImportedPost post)
    {
        if (post.Post.State == PostState.Scheduled && (item.PublishedAt ?? now) <= now)
        {
            Report(item, PostProblem.MissedDate, $"{item.PublishedAt:yyyy-MM-dd HH:mm}");
            return true;
        }

        return post.Post.State == PostState.Draft;
    }

    private ImportedDocument Describe(ExportItem item, ImportedPost post, ImportedEdition edition)
    {
        var original = post.Original;
        if (original.PublishedAt is null && original == post.Post && original.State != PostState.Draft)
        {
            Report(item, PostProblem.NoDate, "");
        }

        var speaker = original
            .Terms.Where(term => term.Taxonomy == "category")
            .Select(term => options.Statements.GetValueOrDefault(term.Slug))
            .FirstOrDefault(one => one is not null);
        var described = topics.Of(original.Terms);
        if (original == post.Post)
        {
            described.Unmapped.ForEach(term => Report(item, PostProblem.UnmappedTerm, term));
        }

        return new ImportedDocument
        {
            Slug = post.Slug,
            File = edition.File,
            Kind = speaker is null ? original.Kind : "statement",
            PublishedAt = original.PublishedAt ?? now,
            Speaker = speaker is null ? null : (Speaker)Array.IndexOf(DocumentFolder.Speakers, speaker),
            Place = described.Place,
            Picture = original.Picture is { } picture ? media.GetValueOrDefault(picture)?.Picture : null,
            Position = original.Kind == "page" ? original.Order : 0,
            Download = null,
            Topics = described.Topics,
            History = [],
            Editions = [edition],
        };
    }

    /// <summary>What a row keeps of the old site.</summary>
    public void Describe(WordPressItem row, ExportItem item, ImportedPost post)
    {
        (row.Slug, row.Language, row.Path) = (post.Slug, post.Post.Language, post.Post.Path);
        var author = survey.Site.Authors.FirstOrDefault(author => author.Login == item.Author)?.Name is { Length: > 0 } name
            ? name
            : item.Author;
        row.Author = author.Length == 0 ? null : author[..Math.Min(author.Length, WordPressItem.MaxAuthor)];
        var lines = string.Join(
            '\n',
            post.Post.Terms.Select(term => $"{term.Taxonomy}: {(term.Name.Length > 0 ? term.Name : term.Slug)}")
        );
        row.Terms = lines.Length == 0 ? null : lines[..Math.Min(lines.Length, WordPressItem.MaxTerms)];
    }

    private void Report(ExportItem item, PostProblem problem, string detail) =>
        tally.Add(problem, item.Line, item.Id, item.Title, detail);

    /// <summary>The first paragraph that has words of its own.</summary>
    private static string FirstWords(string body) =>
        MarkdownText
            .Blocks(body)
            .Where(block =>
                !block.Text.StartsWith("![", StringComparison.Ordinal) && !block.Text.StartsWith('#') && block.Text != "---"
            )
            .Select(block =>
                string.Join(' ', MarkdownText.ToPlainText(block.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            )
            .FirstOrDefault(words => words.Length > 0)
        ?? "";

    /// <summary>At the end of a sentence where one ends in the second half, else at a word.</summary>
    private static string Shortened(string text, int longest)
    {
        var part = text[..(longest - 1)];
        var sentence = part.LastIndexOfAny(['.', '!', '?', '؟', '۔']);
        if (sentence >= longest / 2 && sentence + 1 < text.Length && char.IsWhiteSpace(text[sentence + 1]))
        {
            return part[..(sentence + 1)];
        }

        var word = part.LastIndexOf(' ');
        var cut = word > longest / 2 ? word : part.Length;
        // Not between the two halves of a character.
        cut = char.IsHighSurrogate(part[cut - 1]) ? cut - 1 : cut;
        return $"{part[..cut].TrimEnd()}…";
    }
}
