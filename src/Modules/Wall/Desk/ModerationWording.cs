using Concord.Foundation.Languages;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;

namespace Concord.Wall.Desk;

/// <summary>Puts states, reasons and results of moderation into words.</summary>
internal static class ModerationWording
{
    /// <returns>Why a post is not live; null for one that is.</returns>
    public static string? ReasonOf(Post post, Localizer localizer) =>
        post.StateReason is { } reason
            ? localizer.Fill($"moderation.reason.{KeyOf(reason.ToString())}", ("note", post.StateNote ?? "–"))
        : post.State == PostState.Duplicate ? localizer["moderation.reason.duplicate"]
        : null;

    public static string Of(ModerationResult result, Localizer localizer) =>
        localizer.Fill(
            localizer.Has($"moderation.code.{KeyOf(result.Code.ToString())}")
                ? $"moderation.code.{KeyOf(result.Code.ToString())}"
                : "moderation.code.other",
            ("subject", result.Subject),
            ("detail", result.Detail ?? "–")
        );

    /// <summary><c>BlockedWord</c> as <c>blocked-word</c>.</summary>
    private static string KeyOf(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
