using Concord.Foundation.ContentImport;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Reads one language of a document: front matter with title and summary, and a body in Markdown.</summary>
internal sealed class EditionFile(ContentFolder pack)
{
    /// <returns>The imported edition, or null after a problem was reported.</returns>
    public ImportedEdition? Read(string file)
    {
        if (MarkdownFile.Read(pack, file) is not { } markdown)
        {
            return null;
        }

        var (front, body) = (markdown.Front, markdown.Body.Trim());
        var draft = new ImportedEdition
        {
            File = file,
            BodyLine = markdown.BodyLine + markdown.Body.TakeWhile(char.IsWhiteSpace).Count(letter => letter == '\n'),
            Language = Path.GetFileNameWithoutExtension(file),
            Id = front.Id("id"),
            ReleasedAt = front.Moment("released"),
            TranslatedFrom = front.Text("translated-from"),
            Content = new EditionContent(
                Short(front, "title", EditionContent.MaxTitle),
                Short(front, "summary", EditionContent.MaxSummary),
                body,
                [.. front.Maps("items").Select(ReadItem)],
                ReadOriginal(front)
            ),
        };
        front.Close();
        if (body.Length == 0)
        {
            pack.Report(file, markdown.BodyLine, ImportProblemCode.MissingValue, "there is no text below the front matter.");
        }

        return draft;
    }

    private static DigestItem ReadItem(YamlMap map)
    {
        var item = new DigestItem(
            map.Required("outlet"),
            map.Text("date"),
            map.Required("title"),
            map.Required("text"),
            map.WebAddress("url", OriginalText.MaxUrl)
        );
        map.Close();
        return item;
    }

    private static OriginalText? ReadOriginal(YamlMap front)
    {
        if (front.Map("summary-of") is not { } map)
        {
            return null;
        }

        var original = new OriginalText(
            Short(map, "issued-by", OriginalText.MaxIssuer),
            map.RequiredDate("on"),
            map.WebAddress("url", OriginalText.MaxUrl)
        );
        map.Close();
        return original;
    }

    private static string Short(YamlMap front, string key, int longest)
    {
        var text = front.Required(key).Trim();
        if (text.Length > longest)
        {
            front.Report(key, ImportProblemCode.TextTooLong, $"“{key}” has {text.Length} characters; {longest} is the most.");
        }

        return text;
    }
}
