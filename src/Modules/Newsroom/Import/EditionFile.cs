using Concord.Foundation.Packs;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Reads one language of a document: front matter with title and summary, and a body in Markdown.</summary>
internal sealed class EditionFile(PackFolder pack)
{
    private const int LongestTitle = 120;
    private const int LongestSummary = 300;

    /// <returns>The draft, or null after a problem was reported.</returns>
    public EditionDraft? Read(string file)
    {
        if (MarkdownFile.Read(pack, file) is not { } markdown)
        {
            return null;
        }

        var (front, body) = (markdown.Front, markdown.Body.Trim());
        var draft = new EditionDraft
        {
            File = file,
            BodyLine = markdown.BodyLine + markdown.Body.TakeWhile(char.IsWhiteSpace).Count(letter => letter == '\n'),
            Language = Path.GetFileNameWithoutExtension(file),
            TranslatedFrom = front.Text("translated-from"),
            Title = Short(front, "title", LongestTitle),
            Summary = Short(front, "summary", LongestSummary),
            Body = body,
            Items = [.. front.Maps("items").Select(ReadItem)],
            Digest = "",
        };
        front.Close();
        if (body.Length == 0)
        {
            pack.Report(file, markdown.BodyLine, "there is no text below the front matter.");
        }

        var words = new
        {
            draft.Title,
            draft.Summary,
            draft.Body,
            draft.Items,
        };
        return draft with { Digest = DocumentFolder.DigestOf(words) };
    }

    private static DigestItem ReadItem(YamlMap map)
    {
        var item = new DigestItem(map.Required("outlet"), map.Text("date"), map.Required("title"), map.Required("text"));
        map.Close();
        return item;
    }

    private static string Short(YamlMap front, string key, int longest)
    {
        var text = front.Required(key).Trim();
        if (text.Length > longest)
        {
            front.Report(key, $"“{key}” has {text.Length} characters; {longest} is the most.");
        }

        return text;
    }
}
