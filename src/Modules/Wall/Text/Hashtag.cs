using System.Text;

namespace Concord.Wall.Text;

/// <summary>A hashtag in the form in which it is searched.</summary>
internal static class Hashtag
{
    /// <summary>Characters; nobody searches longer ones.</summary>
    public const int MaxLength = 100;

    /// <returns>Without its sign, lower case, without marks and underscores; may be empty.</returns>
    public static string Fold(string tag)
    {
        var folded = new StringBuilder(tag.Length);
        foreach (var letter in Plain.Fold(tag).Where(letter => letter != ' '))
        {
            folded.Append(letter);
        }

        return folded.Length > MaxLength ? "" : folded.ToString();
    }
}
