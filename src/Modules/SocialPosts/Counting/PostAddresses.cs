using System.Reflection;
using System.Text.RegularExpressions;

namespace Concord.SocialPosts.Counting;

/// <summary>
/// Web addresses in the text of a post, where the networks see them: by the published rules of X (twitter-text), which
/// Mastodon follows for addresses with a scheme.
/// </summary>
internal static partial class PostAddresses
{
    private const string Latin = @"a-zA-Z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u04ff";
    private const string Tail =
        $@"(?<port>:[0-9]{{1,5}})?(?<path>/[{Latin}!*';:=+,.$/%#\[\]()\-\u2013_~@|&]*)?(?<query>\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*)?";

    private static readonly HashSet<string> TopLevelDomains = Read();

    /// <param name="withoutScheme">True finds <c>example.org</c> too, as X does.</param>
    /// <returns>In the order of the text, as places of UTF-16 units.</returns>
    public static IReadOnlyList<PostAddress> Find(string text, bool withoutScheme)
    {
        var found = WithScheme()
            .Matches(text)
            .Where(match => MayFollow(text, match.Index))
            .Select(Read)
            .OfType<PostAddress>()
            .ToList();
        if (withoutScheme)
        {
            found.AddRange(
                WithoutScheme()
                    .Matches(text)
                    .Where(match => !found.Exists(other => match.Index < other.End && other.Start < match.Index + match.Length))
                    .Where(match =>
                        MayFollow(text, match.Index) && !(match.Index > 0 && text[match.Index - 1] is '-' or '_' or '.' or '/')
                    )
                    .Where(IsLongEnough)
                    .Select(Read)
                    .OfType<PostAddress>()
                    .ToList()
            );
        }

        return [.. found.OrderBy(address => address.Start)];
    }

    private static bool MayFollow(string text, int start) =>
        start == 0 || !(char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '@' or '＠' or '$' or '#' or '＃');

    /// <summary>A name directly below the domain of a country is taken for two words without a space, unless a path follows.</summary>
    private static bool IsLongEnough(Match match)
    {
        var host = match.Groups["host"].Value;
        return match.Groups["path"].Success
            || host.Count(letter => letter == '.') > 1
            || match.Groups["domain"].Length > 2
            || match.Groups["domain"].Value.ToUpperInvariant() is "CO" or "TV";
    }

    private static PostAddress? Read(Match match)
    {
        if (!TopLevelDomains.Contains(match.Groups["domain"].Value.ToLowerInvariant()) || !EndsThere(match))
        {
            return null;
        }

        var (path, query) = (match.Groups["path"], match.Groups["query"]);
        var end = match.Groups["port"] is { Success: true } port
            ? port.Index + port.Length
            : match.Groups["host"].Index + match.Groups["host"].Length;
        if (path.Success)
        {
            var length = LengthOf(path.Value, IsPathEnd);
            end = path.Index + Math.Max(length, 1);
            if (length < path.Length)
            {
                return new PostAddress(match.Index, end);
            }
        }

        return new PostAddress(
            match.Index,
            query.Success && LengthOf(query.Value, IsQueryEnd) is > 1 and var more ? query.Index + more : end
        );
    }

    /// <summary>Whether the name of the host does not go on after what was recognised.</summary>
    private static bool EndsThere(Match match)
    {
        var host = match.Groups["host"];
        var after = host.Index + host.Length;
        return match.Groups["rest"].Value is not [var next, ..]
            || after != match.Groups["rest"].Index
            || !(char.IsAsciiLetterOrDigit(next) || next is '@' or '+' or '-');
    }

    /// <summary>How much belongs to the address: no punctuation at its end, and brackets only in pairs.</summary>
    private static int LengthOf(string part, Func<char, bool> isEnd)
    {
        var (open, length, beforeOpen) = (0, 0, 0);
        for (var place = 0; place < part.Length; place++)
        {
            if (part[place] == '(')
            {
                beforeOpen = open++ == 0 ? length : beforeOpen;
            }
            else if (part[place] == ')' && --open < 0)
            {
                return length;
            }

            length = open == 0 && (part[place] == ')' || isEnd(part[place])) ? place + 1 : length;
        }

        return open > 0 ? beforeOpen : length;
    }

    private static bool IsPathEnd(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '=' or '_' or '#' or '/' or '+' or '-';

    private static bool IsQueryEnd(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '&' or '=' or '#' or '/';

    private static HashSet<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("top-level-domains.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(
        $@"https?://(?<host>(?:[\p{{L}}\p{{M}}\p{{N}}](?:[\p{{L}}\p{{M}}\p{{N}}_-]*[\p{{L}}\p{{M}}\p{{N}}])?\.)+(?<domain>xn--[a-z0-9-]+|[a-z]+|[\p{{L}}\p{{M}}-[a-zA-Z]]+)){Tail}(?<rest>[0-9a-zA-Z@+-]?)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithScheme();

    [GeneratedRegex(
        $@"(?<host>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+(?<domain>xn--[a-z0-9-]+|[a-z]+)){Tail}(?<rest>[0-9a-zA-Z@+-]?)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithoutScheme();
}

/// <summary>A web address in a text.</summary>
/// <param name="Start">The first UTF-16 unit.</param>
/// <param name="End">The unit after the last.</param>
internal sealed record PostAddress(int Start, int End)
{
    public int Length => End - Start;
}
