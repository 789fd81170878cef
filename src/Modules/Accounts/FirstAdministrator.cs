using Concord.Accounts.Commands;
using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts;

/// <summary>The link by which the first administrator is created, while there is none who can sign in.</summary>
public sealed class FirstAdministrator
{
    private readonly ConcordDb db;
    private readonly InvitationLinks links;

    internal FirstAdministrator(ConcordDb db, InvitationLinks links) => (this.db, this.links) = (db, links);

    /// <summary>Roles of the first person, who sets up the site and writes its first text.</summary>
    public static IReadOnlyList<RoleGrant> Roles { get; } = [new(Role.Administrator), new(Role.Editor)];

    /// <returns>The path of the link after the site's address; null where there is an administrator.</returns>
    public async Task<string?> PathAsync(string language, CancellationToken cancellation) =>
        await IsMissingAsync(cancellation) ? $"/desk/{language}/first/{links.FirstAdministratorToken()}" : null;

    /// <summary>The path of the page on which an invited person chooses how to sign in.</summary>
    public static string JoinPath(string language, string token) => $"/desk/{language}/join/{token}";

    /// <summary>Whether anybody has an account, be it one that nobody can sign in to yet.</summary>
    public Task<bool> HasAccountsAsync(CancellationToken cancellation) => db.Set<Account>().AnyAsync(cancellation);

    internal async Task<bool> IsValidAsync(string token, CancellationToken cancellation) =>
        links.IsFirstAdministrator(token) && await IsMissingAsync(cancellation);

    private async Task<bool> IsMissingAsync(CancellationToken cancellation) =>
        !await PeopleRows.Administrators(db).AnyAsync(cancellation);
}
