using System.Globalization;
using Concord.Newsroom.Commands;

namespace Concord.Cli;

/// <summary>Messages for the results of the newsroom's commands.</summary>
internal static class DocumentWording
{
    public static string Of(NewsroomResult result)
    {
        var edition = result.Language is { } language ? $"{result.Slug} ({language})" : result.Slug;
        var revisions = string.Join(
            ", ",
            result
                .Revisions.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} revision {pair.Value}"))
        );
        return result.Code switch
        {
            NewsroomCode.Done when result.Revisions.Count > 0 => $"Done: {result.Slug}, {revisions}.",
            NewsroomCode.Done when result.Detail is { } id => $"Done. To cancel it: concord document cancel {id}",
            NewsroomCode.Done => $"Done: {edition}.",
            NewsroomCode.Unchanged => $"{edition} is like that already; nothing was changed.",
            NewsroomCode.InvalidSlug => $"“{result.Slug}” cannot be an address: use a–z, 0–9 and hyphens, 100 at most.",
            NewsroomCode.UnknownDocument =>
                $"There is no document “{result.Slug}”: see concord document list, or give --kind to write a new one.",
            NewsroomCode.DocumentExists => $"There is a document “{result.Slug}” already.",
            NewsroomCode.UnknownKind => $"There is no such kind; there are: {result.Detail}.",
            NewsroomCode.UnknownLanguage => $"“{result.Language}” cannot be used here; there are: {result.Detail}.",
            NewsroomCode.UnknownEdition => $"{result.Slug} has no edition{(result.Language is { } code ? $" in “{code}”" : "")}.",
            NewsroomCode.TitleMissing => "The title is missing: give --title.",
            NewsroomCode.InvalidOriginal =>
                "A summary needs --original-issuer and --original-date, and --original-url, if given, must begin with http:// or https://.",
            NewsroomCode.TitleTooLong => $"The title is longer than {result.Detail} characters.",
            NewsroomCode.SpeakerMissing =>
                $"{result.Slug} has to say who speaks: choose it at /desk/en/documents/{result.Slug}/details.",
            NewsroomCode.UnknownTopic => $"There is no “{result.Detail}”.",
            NewsroomCode.NotACampaign => $"{result.Slug} is not a campaign.",
            NewsroomCode.NewerDescription => $"Somebody else changed {result.Slug} meanwhile. Try again.",
            NewsroomCode.SummaryMissing => "The summary is missing: give --summary.",
            NewsroomCode.SummaryTooLong => $"The summary is longer than {result.Detail} characters.",
            NewsroomCode.BodyMissing => "The text is missing: give --body FILE, or write it to standard input.",
            NewsroomCode.BodyTooLong => $"The text is longer than {result.Detail} characters.",
            NewsroomCode.TextTooDeep =>
                $"Line {result.Detail}: quotations, lists or emphasis stand too deeply within each other.",
            NewsroomCode.TableTooWide => $"Line {result.Detail}: the table has too many columns.",
            NewsroomCode.TextTooComplex =>
                $"Line {result.Detail}: there are too many characters such as [ * | in one paragraph. Divide it by blank lines.",
            NewsroomCode.EmbedNotAlone => $"Line {result.Detail}: give the embed a paragraph of its own.",
            NewsroomCode.UnknownEmbed => $"“{result.Detail}” cannot be shown: the site does not have it.",
            NewsroomCode.EmbedNotReady => $"“{result.Detail}” is not converted yet, or could not be.",
            NewsroomCode.EmbedTextsMissing => $"“{result.Detail}” has no captions or no transcript in this language yet.",
            NewsroomCode.PictureNotAlone => $"Line {result.Detail}: give the picture a paragraph of its own.",
            NewsroomCode.PictureFromElsewhere =>
                $"Line {result.Detail} shows a picture of another site: upload it at /desk/en/media first.",
            NewsroomCode.UnknownPicture => $"There is no picture “{result.Detail}”: see /desk/en/media.",
            NewsroomCode.PictureNotDescribed =>
                $"The picture “{result.Detail}” of {edition} has no alternative text: write it at /desk/en/media/{result.Detail}.",
            NewsroomCode.UnknownToken => $"“{result.Detail}” is not a computed value of this site.",
            NewsroomCode.TypedCount =>
                $"“{result.Detail}” types the number of members; write {{{{members 2020-10-01}}}} with the day instead.",
            NewsroomCode.NewerRevision =>
                $"{edition} has revision {result.Detail}, which is not the one you edited: compare with concord document show {result.Slug}.",
            NewsroomCode.Conflict => $"{edition} was saved by somebody else at the same moment; run the command again.",
            NewsroomCode.SourceMissing => $"{result.Slug} has no such revision in “{result.Detail}” to translate from.",
            NewsroomCode.FootnoteIncomplete =>
                $"the footnote “[^{result.Detail}]” needs both a place in the text and a line “[^{result.Detail}]: …”.",
            NewsroomCode.TranslationUnfinished =>
                $"{edition} is not finished: it holds {{{{untranslated}}}} or {{{{to-check}}}}.",
            NewsroomCode.NothingToRelease => $"{edition} has nothing to release: save a draft first.",
            NewsroomCode.NotReleased => $"{edition} was not released, or is not public any more.",
            NewsroomCode.NotCleared => $"The newest revision of {edition} was not cleared.",
            NewsroomCode.ClearanceNotRequested =>
                $"Clearance of the newest revision of {edition} was not requested: concord document request-clearance {result.Slug}",
            NewsroomCode.ReasonRequired => "Give a reason: --reason.",
            NewsroomCode.NotYourStep => $"No open step of the clearance of {edition} waits for you.",
            NewsroomCode.NothingToUndo => $"Nothing of {edition} was changed for readers in the last minute.",
            NewsroomCode.NoticeRequired => $"Readers of {edition} need a notice: --notice {result.Language}=…",
            NewsroomCode.AlreadyInState => $"{edition} is {result.Detail?.ToLowerInvariant()} already.",
            NewsroomCode.InvalidTarget =>
                $"{edition} cannot move to “{result.Detail}”: it has to be another document that exists and does not lead back.",
            NewsroomCode.DueInPast => "The release has to be due in the future; to release now: concord document release.",
            NewsroomCode.UnknownReleaseSet => $"There is no release {result.Detail} that waits.",
            _ => Codes.Of(result.Code),
        };
    }
}
