using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Web.Serving;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116), where the settings name a contact.</summary>
internal static class SecurityContact
{
    private const string Path = "/.well-known/security.txt";

    /// <summary>The standard asks for less than a year.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public static void MapSecurityContact(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], Answer).ExcludeFromDescription();

    private static IResult Answer(
        HttpRequest request,
        SiteOptions options,
        SiteAddress site,
        LanguageSet languages,
        TimeProvider time
    )
    {
        if (options.SecurityContact is not { Length: > 0 } contact)
        {
            return TypedResults.NotFound();
        }

        // Whole days, so that it is the same for a day.
        var expires = time.GetUtcNow().UtcDateTime.Date + Lifetime;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Contact: {contact}\nExpires: {expires:yyyy-MM-dd'T'HH:mm:ss'Z'}\nPreferred-Languages: {string.Join(", ", languages.All.Select(language => language.Code))}\nCanonical: {site.Of(request, Path)}\n"
        );
        return TypedResults.Text(text, "text/plain", Encoding.UTF8);
    }
}
