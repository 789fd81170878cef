using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Api;

/// <summary>Responds with one document, its texts and their states.</summary>
internal sealed class DocumentDetail(
    ConcordDb db,
    DocumentFilter filter,
    ReadDocuments read,
    DocumentLookup reading,
    EditionTexts texts,
    ArticleText text,
    LanguageSet languages,
    CacheTags tags,
    SiteClock clock
)
{
    public async Task<Results<Ok<DocumentAnswer>, RedirectHttpResult, ProblemHttpResult>> RunAsync(
        string slug,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var asked = new QueryReader(request, filter.LanguageOnly);
        var only = filter.Language(asked);
        if (!asked.IsGood)
        {
            return asked.Problem();
        }

        tags.Add($"document:{slug}", PlaceNamed.Tag);
        var items = new Dictionary<string, TextItem>(StringComparer.Ordinal);
        var isRemoved = false;
        foreach (var language in languages.All.Where(language => only is null || language.Code == only))
        {
            if (await reading.FindAsync(slug, language, Audience.Public, cancellation) is not { } found)
            {
                continue;
            }

            if (found is { Visibility: PublicVisibility.Moved, MovedTo: { } other })
            {
                var address = $"{ApiEndpoints.Root}/documents/{Uri.EscapeDataString(other)}{request.QueryString}";
                return TypedResults.Redirect(address, permanent: true, preserveMethod: true);
            }

            isRemoved |= found.Visibility == PublicVisibility.Removed;
            if (found.Visibility is PublicVisibility.Full or PublicVisibility.NoticeOnly)
            {
                items.Add(language.Code, await TextAsync(found, language, cancellation));
            }
        }

        if (items.Count > 0)
        {
            var found = await read.RunAsync(db.Set<Document>().Where(row => row.Slug == slug), only, request, cancellation);
            return TypedResults.Ok(new DocumentAnswer(found.Single(), items));
        }

        return isRemoved
            ? TypedResults.Problem(title: "The document was removed.", statusCode: StatusCodes.Status410Gone)
            : TypedResults.Problem(
                title: "There is no such document.",
                detail: $"Nothing that can be read{(only is null ? "" : $" in “{only}”")} has the slug “{slug}”; {ApiEndpoints.Root}/documents lists what there is.",
                statusCode: StatusCodes.Status404NotFound
            );
    }

    private async Task<TextItem> TextAsync(AddressedDocument found, Language language, CancellationToken cancellation)
    {
        var notices = found
            .Notices.Select(notice => new NoticeItem(
                notice.State == EditionState.Withdrawn ? "withdrawn" : "corrected",
                notice.At,
                notice.Text
            ))
            .ToList();
        if (found.Visibility == PublicVisibility.NoticeOnly)
        {
            return new TextItem("withdrawn", Html: null, notices);
        }

        var content = await texts.ReadAsync(found.Slug, language.Code, Audience.Public, cancellation);
        var today = clock.Today;
        using var html = new StringWriter();
        (await text.RenderAsync(content!.Body, language, mediaQuery: "", today, cancellation)).WriteTo(html, HtmlText.Encoder);
        return new TextItem("whole", html.ToString(), notices);
    }
}
