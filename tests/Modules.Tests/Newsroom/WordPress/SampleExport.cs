using System.Globalization;
using System.Net;
using System.Text;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>Writes exports as WordPress does.</summary>
internal sealed class SampleExport
{
    private readonly StringBuilder items = new();
    private readonly StringBuilder terms = new();

    public string Language { get; init; } = "en-US";

    /// <summary>Where the old site has its files.</summary>
    public string Files { get; init; } = $"{Address}/wp-content/uploads";

    public const string Address = "https://old.example.org";

    public SampleExport Author(string login, string name)
    {
        terms.AppendLine(
            CultureInfo.InvariantCulture,
            $"<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[{login}]]></wp:author_login><wp:author_email><![CDATA[x@example.org]]></wp:author_email><wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
        );
        return this;
    }

    public SampleExport Category(string slug, string name)
    {
        terms.AppendLine(
            CultureInfo.InvariantCulture,
            $"<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename><![CDATA[{slug}]]></wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>"
        );
        return this;
    }

    public SampleExport Post(
        long id,
        string title,
        string content,
        string? slug = null,
        string status = "publish",
        string type = "post",
        string date = "2019-03-23 10:00:00",
        string excerpt = "",
        string password = "",
        string? link = null,
        IEnumerable<(string Taxonomy, string Slug, string Name)>? categories = null,
        IEnumerable<(string Key, string Value)>? fields = null,
        string more = ""
    )
    {
        slug ??= $"post-{id}";
        items.AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            <item>
              <title><![CDATA[{title}]]></title>
              <link>{link ?? $"{Address}/2019/03/{slug}/"}</link>
              <pubDate>{(
                date.StartsWith("0000", StringComparison.Ordinal)
                    ? "Mon, 30 Nov -0001 00:00:00 +0000"
                    : "Sat, 23 Mar 2019 10:00:00 +0000"
            )}</pubDate>
              <dc:creator><![CDATA[press]]></dc:creator>
              <guid isPermaLink="false">{Address}/?p={id}</guid>
              <description></description>
              <content:encoded><![CDATA[{content.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></content:encoded>
              <excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
              <wp:post_id>{id}</wp:post_id>
              <wp:post_date><![CDATA[{date}]]></wp:post_date>
              <wp:post_date_gmt><![CDATA[{date}]]></wp:post_date_gmt>
              <wp:comment_status><![CDATA[closed]]></wp:comment_status>
              <wp:post_name><![CDATA[{Uri.EscapeDataString(slug).ToLowerInvariant()}]]></wp:post_name>
              <wp:status><![CDATA[{status}]]></wp:status>
              <wp:post_parent>0</wp:post_parent>
              <wp:menu_order>0</wp:menu_order>
              <wp:post_type><![CDATA[{type}]]></wp:post_type>
              <wp:post_password><![CDATA[{password}]]></wp:post_password>
              {string.Concat(
                (categories ?? []).Select(one =>
                    $"<category domain=\"{one.Taxonomy}\" nicename=\"{WebUtility.HtmlEncode(one.Slug)}\"><![CDATA[{one.Name}]]></category>"
                )
            )}
              {string.Concat(
                (fields ?? []).Select(one =>
                    $"<wp:postmeta><wp:meta_key><![CDATA[{one.Key}]]></wp:meta_key><wp:meta_value><![CDATA[{one.Value}]]></wp:meta_value></wp:postmeta>"
                )
            )}
              {more}
            </item>
            """
        );
        return this;
    }

    public SampleExport Attachment(long id, string file, string title, string alt = "", string caption = "", long parent = 0)
    {
        items.AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            <item>
              <title>{WebUtility.HtmlEncode(title)}</title>
              <link>{Address}/attachment-{id}/</link>
              <guid isPermaLink="false">{Files}/{file}</guid>
              <content:encoded><![CDATA[]]></content:encoded>
              <excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>
              <wp:post_id>{id}</wp:post_id>
              <wp:status>inherit</wp:status>
              <wp:post_parent>{parent}</wp:post_parent>
              <wp:post_type>attachment</wp:post_type>
              <wp:attachment_url>{Files}/{file}</wp:attachment_url>
              <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>
            </item>
            """
        );
        return this;
    }

    public string ToXml() =>
        $"""
            <?xml version="1.0" encoding="UTF-8" ?>
            <!-- generator="WordPress/6.4.2" -->
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel>
            <title>The old site</title>
            <link>{Address}</link>
            <language>{Language}</language>
            <wp:wxr_version>1.2</wp:wxr_version>
            <wp:base_site_url>{Address}</wp:base_site_url>
            <wp:base_blog_url>{Address}</wp:base_blog_url>
            {terms}{items}
            </channel>
            </rss>

            """;
}
