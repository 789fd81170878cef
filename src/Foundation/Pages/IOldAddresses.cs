using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Pages;

/// <summary>Addresses of a site that this one replaces.</summary>
public interface IOldAddresses
{
    /// <param name="path">For which there is no page.</param>
    /// <returns>Where readers find now what stood there; null where nothing is known.</returns>
    Task<string?> FindAsync(PathString path, IQueryCollection query, CancellationToken cancellation);
}
