namespace Concord.Foundation.Security;

/// <summary>Names of the people whom the journal names by their accounts.</summary>
public interface IPeopleNames
{
    /// <param name="actors">As <see cref="Actor.ToString"/> writes them; those that are not people are left out.</param>
    /// <returns>As colleagues know them, by actor.</returns>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IEnumerable<string> actors, CancellationToken cancellation);
}
