using System.Globalization;
using System.Text;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.WordPress;

/// <summary>Leads addresses of the site that this one replaces to what was imported from it.</summary>
internal sealed class OldAddress(ConcordDb db, FileStore files) : IOldAddresses
{
    private const int MaxPath = 400;

    /// <summary>Query keys by which WordPress names a post, a page or an attachment.</summary>
    public static readonly IReadOnlyList<string> IdKeys = ["p", "page_id", "attachment_id"];

    public async Task<string?> FindAsync(PathString path, IQueryCollection query, CancellationToken cancellation)
    {
        var item = await FindItemAsync(path, query, cancellation);
        if (item is { Slug: { } slug, Language: { } language })
        {
            var state = await db.Set<Edition>()
                .AsNoTracking()
                .Where(edition => edition.Document.Slug == slug && edition.Language == language && edition.PublicRevision != null)
                .Select(edition => new { edition.Kind })
                .FirstOrDefaultAsync(cancellation);
            // A draft has no address for readers.
            return state is null ? null : DocumentAddress.Of(language, state.Kind, slug);
        }

        return item?.File is { } name && (await files.FindAsync([name], cancellation)).TryGetValue(name, out var file)
            ? file.Address
            : null;
    }

    /// <summary>The form in which paths are compared: decoded, composed, in lower case, without a slash at the end.</summary>
    /// <returns>Null for an address that has no path of its own, or one that is too long.</returns>
    public static string? PathOf(string address)
    {
        var path =
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri.AbsolutePath
                : address.Split('?', '#')[0];
        var plain = Uri.UnescapeDataString(path).TrimEnd('/');
        if (plain.Length is 0 or > MaxPath || plain[0] != '/' || plain.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        return plain.Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    private async Task<WordPressItem?> FindItemAsync(PathString path, IQueryCollection query, CancellationToken cancellation)
    {
        var items = db.Set<WordPressItem>().AsNoTracking();
        if (
            IdKeys.Select(key => query[key].ToString()).FirstOrDefault(text => text.Length > 0) is { } number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        )
        {
            return await items.Where(item => item.ItemId == id).OrderBy(item => item.Site).FirstOrDefaultAsync(cancellation);
        }

        return PathOf(path.Value ?? "") is { } plain
            ? await items.Where(item => item.Path == plain).OrderBy(item => item.ItemId).FirstOrDefaultAsync(cancellation)
            : null;
    }
}
