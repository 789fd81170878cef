using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Export;

/// <summary>Writes one language of a document: front matter, and the text in Markdown.</summary>
internal static class EditionMarkdown
{
    /// <param name="source">The language it was translated from; null for an original.</param>
    public static string Of(Document document, Edition edition, Revision text, string? source)
    {
        var released = DocumentHistory.Of(edition.Statuses).ReleasedAt;
        var original = OriginalText.Read(text.Original);
        var front = new YamlText()
            .Add("id", edition.Id == ContentId.Of("edition", document.Slug, edition.Language) ? null : edition.Id.ToString())
            .AddText("title", text.Title)
            .AddText("summary", text.Summary)
            .Add("translated-from", source)
            .Add("released", released == default || released == document.PublishedAt ? null : released)
            .Add(
                "summary-of",
                original is null
                    ? null
                    : new YamlText().AddText("issued-by", original.IssuedBy).Add("on", original.IssuedOn).Add("url", original.Url)
            )
            .Add("items", EditionContent.ReadItems(text.Items).Select(ItemOf));
        return $"---\n{front.Write()}---\n{text.Body}\n";
    }

    private static YamlText ItemOf(DigestItem item) =>
        new YamlText()
            .AddText("outlet", item.Outlet)
            .Add("date", item.Date)
            .AddText("title", item.Title)
            .AddText("text", item.Text)
            .Add("url", item.Url);
}
