using System.Security.Cryptography;
using System.Text.Json;
using Concord.Wall.Posts;
using Concord.Wall.Sources;

namespace Concord.Wall.Ingestion;

/// <summary>Tells whether a post was changed at its source since it was stored.</summary>
internal static class PostDigest
{
    /// <summary>Marks digests that cover alternative texts and languages; earlier ones do not.</summary>
    private const string Prefix = "2-";

    /// <summary>Smaller differences come from the precision with which a time is given or stored.</summary>
    private static readonly TimeSpan MinDifference = TimeSpan.FromSeconds(1);

    /// <summary>Covers everything of a post but its date.</summary>
    public static string Of(FetchedPost draft) =>
        Prefix
        + Hash(
            new
            {
                draft.Text,
                draft.Warning,
                draft.Link,
                draft.Author,
                draft.Language,
                draft.Hashtags,
                draft.IsSensitive,
                draft.Quote,
                draft.Files,
            }
        );

    /// <param name="stored">Of the stored post.</param>
    public static bool IsChanged(string? stored, FetchedPost draft) =>
        stored != (stored?.StartsWith(Prefix, StringComparison.Ordinal) == true ? Of(draft) : Earlier(draft));

    /// <summary>
    /// A date is corrected only to one at which the post can have been published: feeds that give the present with every
    /// response would else change with every poll.
    /// </summary>
    /// <param name="importedAt">When the post was first seen, UTC.</param>
    public static bool IsDateCorrected(DateTime at, bool? isUndated, DateTime importedAt, FetchedPost draft) =>
        draft.At is { } given
        && given.UtcDateTime <= importedAt
        && given.Year >= PostDates.MinYear
        && (isUndated == true || (given.UtcDateTime - at).Duration() >= MinDifference);

    private static string Earlier(FetchedPost draft) =>
        Hash(
            new
            {
                draft.Text,
                draft.Warning,
                draft.Link,
                Files = draft.Files.Select(file => file.Address),
            }
        );

    private static string Hash<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)));
}
