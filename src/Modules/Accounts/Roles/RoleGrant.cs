using System.Diagnostics.CodeAnalysis;

namespace Concord.Accounts;

/// <summary>A role of a person.</summary>
/// <param name="Scope">A language's code for a translator, a member's slug for a focal point; otherwise empty.</param>
public sealed record RoleGrant(Role Role, string Scope = "")
{
    private static readonly (Role Role, string Name)[] Names =
    [
        (Role.Administrator, "administrator"),
        (Role.Editor, "editor"),
        (Role.Translator, "translator"),
        (Role.Clearer, "clearer"),
        (Role.FocalPoint, "focal-point"),
        (Role.Reader, "reader"),
    ];

    /// <summary>Whether the role is for one language or one member.</summary>
    public static bool HasScope(Role role) => role is Role.Translator or Role.FocalPoint;

    /// <summary>The name of a role in forms, claims and on the command line: <c>focal-point</c>.</summary>
    public static string NameOf(Role role) => Names.Single(pair => pair.Role == role).Name;

    /// <summary>Reads <c>editor</c>, <c>translator:ar</c>, <c>focal-point:france</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RoleGrant? grant)
    {
        var parts = text.Split(':', 2);
        var found = Array.FindIndex(Names, pair => pair.Name == parts[0]);
        grant =
            found >= 0 && HasScope(Names[found].Role) == parts is [_, { Length: > 0 }]
                ? new RoleGrant(Names[found].Role, parts is [_, var scope] ? scope : "")
                : null;
        return grant is not null;
    }

    public override string ToString() => Scope.Length == 0 ? NameOf(Role) : $"{NameOf(Role)}:{Scope}";
}
