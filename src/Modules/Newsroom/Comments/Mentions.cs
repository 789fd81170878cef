using System.Text.RegularExpressions;
using Concord.Foundation.Security;

namespace Concord.Newsroom.Comments;

/// <summary>Finds the people that a comment names by @ and their user name.</summary>
internal static partial class Mentions
{
    /// <returns>Ids of the accounts, each once. Names of nobody are words like others.</returns>
    public static IReadOnlyList<string> Of(string text, IReadOnlyList<PersonName> people) =>
        [
            .. Name()
                .Matches(text)
                // A name at the end of a sentence has its full stop behind it.
                .Select(match => match.Groups["name"].Value.TrimEnd('.', ',', ':', ';', '!', '?', '،', '؛', '؟'))
                .Select(name =>
                    people.FirstOrDefault(person => string.Equals(person.UserName, name, StringComparison.OrdinalIgnoreCase))
                )
                .OfType<PersonName>()
                .Select(person => person.Id)
                .Distinct(StringComparer.Ordinal),
        ];

    [GeneratedRegex(@"@(?<name>[^\s@][^\s]{0,199})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
