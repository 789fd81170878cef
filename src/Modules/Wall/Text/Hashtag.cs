using System.Text;

namespace Concord.Wall.Text;

/// <summary>A hashtag as it is looked for.</summary>
internal static class Hashtag
{
    /// <summary>Characters; what is longer is no hashtag anybody looks for.</summary>
    public const int Longest = 100;

    /// <returns>Without its sign, in small letters, without marks and underscores; empty where nothing is left.</returns>
    public static string Fold(string tag)
    {
        var folded = new StringBuilder(tag.Length);
        foreach (var letter in Plain.Fold(tag).Where(letter => letter != ' '))
        {
            folded.Append(letter);
        }

        return folded.Length > Longest ? "" : folded.ToString();
    }
}
