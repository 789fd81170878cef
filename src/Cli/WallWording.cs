using System.Globalization;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;

namespace Concord.Cli;

/// <summary>Messages for the results of the wall's commands.</summary>
internal static class WallWording
{
    /// <returns>Null where the result of a command needs a message of its own.</returns>
    public static string? Refusal(ModerationResult result) =>
        result.Code switch
        {
            ModerationCode.Done or ModerationCode.Unchanged => null,
            ModerationCode.Conflict => "It was changed by somebody else at the same moment; run the command again.",
            ModerationCode.UnknownPost =>
                $"There is no post “{result.Subject}”: give its id, or at least its first {result.Detail} digits, as “concord wall pending” and the page’s address show it.",
            ModerationCode.AmbiguousPost => $"More than one post begins with “{result.Subject}”: give more digits.",
            ModerationCode.NotLive => $"The post is {NameOf(result.Detail)}: only a live post can be pinned. Release it first.",
            ModerationCode.DeletedAtSource => "The post was deleted at its source; it cannot be shown or hidden any more.",
            ModerationCode.IsDuplicate =>
                $"The post repeats another one, which is shown instead; decide on that one: {result.Detail}.",
            ModerationCode.UnknownLanguage => $"This site does not have that language; it has: {result.Detail}.",
            ModerationCode.SameLanguage => $"The post itself is in “{result.Detail}”.",
            ModerationCode.UnknownTranslation => $"The post has no translation into “{result.Detail}”.",
            ModerationCode.UnknownCampaign => $"There is no public document “{result.Detail}”.",
            ModerationCode.NothingToUndo => "There is nothing to undo.",
            ModerationCode.TextMissing => "The text is missing: give --text, or write it to standard input.",
            ModerationCode.PostExists => "This post is stored already.",
            ModerationCode.UnreadablePicture =>
                $"The picture cannot be used ({result.Detail}): give a complete JPEG, PNG, WebP or AVIF file.",
            ModerationCode.UnknownSource =>
                $"There is no source “{result.Subject}”: see concord wall sources, or add it with concord wall follow --as {result.Subject}.",
            ModerationCode.NotPolled => $"There is no source “{result.Subject}” that can be polled: see concord wall sources.",
            ModerationCode.SourceExists => $"There is a source “{result.Subject}” already: choose another name with --as.",
            ModerationCode.InvalidSlug =>
                $"“{result.Subject}” cannot name a source: use a–z, 0–9 and hyphens, {result.Detail} at most.",
            ModerationCode.UnknownKind => $"There is no such kind of source; there are: {result.Detail}.",
            ModerationCode.SpeakerMissing => "Say who speaks: give --member, --name, or both.",
            ModerationCode.NameTooLong => $"The name is longer than {result.Detail} characters.",
            ModerationCode.UnknownEffort => $"There is no such line of effort; there are: {result.Detail}.",
            ModerationCode.UnknownMember =>
                $"There is no member “{result.Detail}”: give it as in the address of its page, such as united-kingdom.",
            ModerationCode.InvalidAddress => $"“{result.Detail}” is not a web address: it begins with https://.",
            ModerationCode.UnreadableAddress =>
                $"{result.Subject} cannot be read: {result.Detail} To add it all the same, give its kind with --kind.",
            ModerationCode.OtherHost =>
                $"{result.Subject} leads to another host, {result.Detail}. Give that address if it is the one you trust.",
            ModerationCode.NotMoved => $"“{result.Subject}” has not moved: see concord wall sources.",
            ModerationCode.PollFailed => $"{result.Subject} could not be read: {result.Detail}",
            ModerationCode.UnreadableList => result.Detail,
            ModerationCode.InvalidBlockRule =>
                $"“{result.Subject}” cannot be blocked: give a word of two letters or more, or a host or address.",
            ModerationCode.UnknownBlockRule => $"“{result.Subject}” is not blocked: see concord wall blocks.",
            _ => Codes.Of(result.Code),
        };

    /// <summary>After a decision about a post.</summary>
    public static string Decided(ModerationResult result) =>
        result.Code == ModerationCode.Unchanged
            ? $"The post is {NameOf(result.After)} already."
            : $"The post is {NameOf(result.After)} now. {UndoOf(result)}";

    public static string Pinned(ModerationResult result, bool isPinned) =>
        (result.Code, isPinned) switch
        {
            (ModerationCode.Unchanged, true) => "The post is pinned already.",
            (ModerationCode.Unchanged, false) => "The post is not pinned.",
            (_, true) => $"Pinned. To undo it: concord wall unpin {result.Post:N} --reason …",
            _ => $"No longer pinned. To undo it: concord wall pin {result.Post:N} --reason …",
        };

    public static string Attached(ModerationResult result) =>
        result.Code == ModerationCode.Unchanged ? "It was like that already." : "What the post is attached to was changed.";

    public static string Translated(ModerationResult result, bool isRemoved) =>
        isRemoved
            ? "The translation was removed."
            : $"The translation was saved. To remove it: concord wall translate {result.Post:N} --language {result.Detail} --remove";

    public static string PostAdded(ModerationResult result) =>
        $"The post is {NameOf(result.After)}. To hide it: concord wall hide {result.Post:N} --reason …";

    public static string SourceAdded(ModerationResult result, bool isTrusted) =>
        $"{result.Source} was added{(result.Detail is { } address ? $" ({address})" : "")}. "
        + (
            result.Detail is null ? $"Add its posts with concord wall add {result.Source}."
            : isTrusted ? "Its posts go live at once."
            : "Its posts are reviewed first: concord wall pending."
        );

    public static string SourcesAdded(ModerationResult result) =>
        Invariant($"Added: {result.Counts?.Added}; present already: {result.Counts?.Unchanged}.");

    /// <param name="undo">The verb that undoes it.</param>
    public static string SourceChanged(ModerationResult result, string done, string undo) =>
        result.Code == ModerationCode.Unchanged
            ? $"{result.Source} is like that already; nothing was changed."
            : $"{done} To undo it: concord wall {undo} {result.Source} --reason …";

    public static string Polled(ModerationResult result)
    {
        var counts = result.Counts ?? IngestCounts.None;
        var text = Invariant(
            $"{counts.Added} new, {counts.Edited} changed, {counts.PendingReview} of them pending, {counts.Deleted} deleted."
        );
        text += counts.SuspectedDeleted > 0 ? $" {Suspected(counts)}" : "";
        text = result.Detail is { } problem ? $"{text} {problem}" : text;
        return result.FaultCount > 0 ? $"{text}\n{Faults(result.FaultCount, result.Faults)}" : text;
    }

    /// <param name="lines">The first of them.</param>
    public static string Faults(int count, IReadOnlyList<string> lines)
    {
        var more = count > lines.Count ? $"\n    … and {count - lines.Count} more" : "";
        return Invariant($"faults in the last poll: {count}\n    {string.Join("\n    ", lines)}{more}");
    }

    public static string Checked(ModerationResult result)
    {
        var counts = result.Counts ?? IngestCounts.None;
        var deleted = counts.Deleted > 0 ? Invariant($"Deleted at the source, and here: {counts.Deleted}. ") : "";
        var suspected = counts.SuspectedDeleted > 0 ? Suspected(counts) : "";
        return counts is { Deleted: 0, SuspectedDeleted: 0 }
            ? "All posts are still at the source."
            : $"{deleted}{suspected}".TrimEnd();
    }

    public static string Blocked(ModerationResult result, bool isLink)
    {
        var sent = Invariant($"Live posts sent to review: {result.Counts?.PendingReview}.");
        return result.Code == ModerationCode.Unchanged
            ? $"“{result.Subject}” was blocked already. {sent}"
            : $"Blocked. {sent} To undo it: concord wall unblock {(isLink ? "link" : "word")} \"{result.Subject}\" --reason …";
    }

    public const string Unblocked = "No longer blocked. Posts that it sent to review stay there: concord wall pending.";

    /// <summary>Why a post is not live.</summary>
    public static string Of(StateReason? reason, string? note) =>
        reason switch
        {
            StateReason.UntrustedSource => "Its source is not trusted.",
            StateReason.BlockedWord => $"It has the blocked word “{note}”.",
            StateReason.BlockedLink => $"It has the blocked link “{note}”.",
            StateReason.RepeatsHiddenPost => "It repeats a post that was hidden.",
            StateReason.OriginalDeleted => "The post that it repeats was deleted.",
            StateReason.Reappeared => "It was deleted at its source, and is there again.",
            StateReason.DeletedAtSource => "It was deleted at its source.",
            StateReason.SuspectedDeleted => "Its source reports it deleted, together with many others.",
            StateReason.Moderator => note ?? "",
            _ => "",
        };

    public static string NameOf(string? state) => state?.Replace('-', ' ') ?? "";

    private static string Suspected(IngestCounts counts) =>
        Invariant(
            $"Reported deleted, many at once, so that the source may be broken: {counts.SuspectedDeleted}. They are not shown, return once the source has them again, and are deleted when it has reported so for {SourceCommands.DeletionConfirmationDays} days."
        );

    private static string UndoOf(ModerationResult result) =>
        (result.Before, result.After) switch
        {
            ("suspected-deleted", "live") =>
                $"Its source is checked again; to keep the post until the source is repaired: concord wall pause {result.Source} --reason …",
            ("suspected-deleted", _) or ("live", _) => $"To undo it: concord wall release {result.Post:N} --reason …",
            ("pending-review", _) => $"To undo it: concord wall hold {result.Post:N} --reason …",
            _ => $"To undo it: concord wall hide {result.Post:N} --reason …",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
