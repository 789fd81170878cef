namespace Concord.Newsroom.Desk;

/// <summary>Which texts are offered for release: pure. The command decides.</summary>
internal static class ReleaseStages
{
    public static bool MayBeReleased(EditionStage stage, bool requiresClearance) =>
        stage switch
        {
            EditionStage.Draft or EditionStage.Clearing => !requiresClearance,
            EditionStage.Cleared or EditionStage.Scheduled => true,
            EditionStage.Withdrawn or EditionStage.Removed or EditionStage.Moved => true,
            _ => false,
        };
}
