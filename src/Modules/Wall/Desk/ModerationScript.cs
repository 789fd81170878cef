using Concord.Foundation.Pages;

namespace Concord.Wall.Desk;

/// <summary>Decides about posts with the keyboard.</summary>
internal static class ModerationScript
{
    public static PageScript Script { get; } = PageScript.Read(typeof(ModerationScript).Assembly, "moderation");
}
