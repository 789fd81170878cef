namespace Concord.Wall.Sources;

/// <summary>Adds to a post's text what its author gave beside it.</summary>
internal static class PostText
{
    /// <summary>An address at the end, unless the text has it already.</summary>
    public static string WithLink(string text, string? link)
    {
        if (JsonParts.WebOnly(link) is not { } address || text.Contains(address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        return text.Length == 0 ? address : $"{text}\n{address}";
    }

    /// <summary>The answers that a poll offers, a line each.</summary>
    public static string WithPoll(string text, IEnumerable<string?> answers) =>
        answers
            .OfType<string>()
            .Where(answer => answer.Length > 0)
            .Aggregate(text, (whole, answer) => whole.Length == 0 ? $"• {answer}" : $"{whole}\n• {answer}");
}
