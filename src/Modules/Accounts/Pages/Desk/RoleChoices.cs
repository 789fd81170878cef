using Concord.Foundation.Languages;
using Concord.Members;

namespace Concord.Accounts.Pages.Desk;

/// <summary>The roles that a form offers, and those that are chosen.</summary>
/// <param name="Options">Value, name and what it allows.</param>
/// <param name="Members">Value and name of each member a person can be the focal point of.</param>
internal sealed record RoleChoices(
    IReadOnlyList<(string Value, string Name, string? Help)> Options,
    IReadOnlyList<(string Value, string Name)> Members,
    IReadOnlySet<string> Chosen
)
{
    public static async Task<RoleChoices> ReadAsync(
        IEnumerable<string?> chosen,
        MemberLedger ledger,
        LanguageSet languages,
        Localizer localizer,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var roles = new List<(string, string, string?)>();
        foreach (var role in Enum.GetValues<Role>().Where(role => !RoleGrant.HasScope(role)))
        {
            var name = RoleGrant.NameOf(role);
            roles.Add((name, localizer[$"accounts.role.{name}"], localizer[$"accounts.role.{name}.help"]));
        }

        roles.AddRange(
            languages.All.Select(language =>
                (
                    new RoleGrant(Role.Translator, language.Code).ToString(),
                    localizer.Fill("accounts.role.of", ("role", localizer["accounts.role.translator"]), ("scope", language.Name)),
                    (string?)null
                )
            )
        );
        var members = (await ledger.OnAsync(today, cancellation))
            .Members.Select(member =>
                (
                    new RoleGrant(Role.FocalPoint, member.Slug).ToString(),
                    member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug
                )
            )
            .OrderBy(member => member.Item2, StringComparer.Create(localizer.Language.Culture, ignoreCase: true))
            .ToList();
        return new RoleChoices(roles, members, chosen.OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <returns>The roles of a posted form; what is not one is dropped.</returns>
    public static IReadOnlyList<RoleGrant> Read(IEnumerable<string?>? values) =>
        [
            .. (values ?? [])
                .Select(value => RoleGrant.TryParse(value ?? "", out var grant) ? grant : null)
                .OfType<RoleGrant>()
                .Distinct(),
        ];
}
