using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Serving;

/// <summary>Structured data of a page: schema.org as JSON-LD.</summary>
internal static class StructuredData
{
    // Escapes what could close the script element.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="here">Absolute address of the page.</param>
    /// <param name="of">Absolute address of a path.</param>
    /// <returns>Null where there is none.</returns>
    public static IHtmlContent? Of(PageHead head, Localizer localizer, string here, Func<string, string> of)
    {
        if (head.IsHidden)
        {
            return null;
        }

        var root = of($"/{localizer.Language.Code}");
        var organization = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@type"] = "Organization",
            ["@id"] = $"{of("/")}#coalition",
            ["name"] = localizer["site.name"],
            ["url"] = root,
        };
        var graph = new List<object>();
        if (head.Path.Length == 0)
        {
            organization["description"] = head.Description;
            organization["logo"] = of("/icon.svg");
            graph.Add(organization);
            graph.Add(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["@type"] = "WebSite",
                    ["name"] = localizer["site.name"],
                    ["url"] = root,
                    ["inLanguage"] = localizer.Language.Code,
                }
            );
        }

        if (head.Article is { } article)
        {
            graph.Add(ArticleOf(head, article, localizer, here, organization, of));
        }

        if (head.Trail.Count > 0)
        {
            graph.Add(TrailOf(head, localizer, root, of));
        }

        return graph.Count == 0
            ? null
            : new HtmlString(
                JsonSerializer.Serialize(
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["@context"] = "https://schema.org",
                        ["@graph"] = graph,
                    },
                    Json
                )
            );
    }

    private static Dictionary<string, object?> ArticleOf(
        PageHead head,
        ArticleHead article,
        Localizer localizer,
        string here,
        object organization,
        Func<string, string> of
    )
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@type"] = "NewsArticle",
            ["headline"] = head.Title,
            ["description"] = head.Description,
            ["inLanguage"] = localizer.Language.Code,
            ["datePublished"] = Time(article.PublishedAt),
            ["dateModified"] = Time(article.UpdatedAt),
            ["mainEntityOfPage"] = here,
            ["author"] = organization,
            ["publisher"] = organization,
        };
        if (head.ShareImage is { } image)
        {
            data["image"] = of(image);
        }

        if (article.SummaryOf is { } source)
        {
            data["isBasedOn"] = SourceOf(source);
        }

        return data;
    }

    private static Dictionary<string, object?> SourceOf(ArticleSource source)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@type"] = "CreativeWork",
            ["publisher"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["@type"] = "Organization",
                ["name"] = source.Publisher,
            },
            ["datePublished"] = source.PublishedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (source.Url is { } url)
        {
            data["url"] = url;
        }

        return data;
    }

    private static Dictionary<string, object?> TrailOf(PageHead head, Localizer localizer, string root, Func<string, string> of)
    {
        var steps = new List<(string Name, string Address)> { (localizer["nav.home"], root) };
        steps.AddRange(head.Trail.Select(step => (step.Name, of($"/{localizer.Language.Code}{step.Path}"))));
        steps.Add((head.Title, of($"/{localizer.Language.Code}{head.Path}")));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@type"] = "BreadcrumbList",
            ["itemListElement"] = steps.Select(
                (step, position) =>
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["@type"] = "ListItem",
                        ["position"] = position + 1,
                        ["name"] = step.Name,
                        ["item"] = step.Address,
                    }
            ),
        };
    }

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
