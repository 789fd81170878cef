using System.Globalization;
using System.Text.RegularExpressions;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Translation;
using Concord.Xliff;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>
/// Texts as XLIFF for translation tools, and back. A file names the revision it was made from, and its sources are compared
/// with that revision before anything is taken: a translation of another text is refused.
/// </summary>
public sealed partial class TranslationFiles
{
    private readonly ConcordDb db;
    private readonly SubmitTranslation submit;
    private readonly LanguageSet languages;

    internal TranslationFiles(ConcordDb db, SubmitTranslation submit, LanguageSet languages) =>
        (this.db, this.submit, this.languages) = (db, submit, languages);

    /// <summary>The newest text of one language, with the translations of the segments that did not change since.</summary>
    /// <param name="from">Language of the text.</param>
    /// <param name="to">Language that it is translated into.</param>
    /// <returns>The file; or null with the reason.</returns>
    public async Task<(byte[]? File, NewsroomResult Result)> ExportAsync(
        string slug,
        string from,
        string to,
        CancellationToken cancellation
    )
    {
        if (languages.Find(to) is null || from == to)
        {
            var known = string.Join(", ", languages.All.Select(language => language.Code).Where(code => code != from));
            return (null, new NewsroomResult(NewsroomCode.UnknownLanguage, slug, to, known));
        }

        if (!await db.Set<Document>().AnyAsync(document => document.Slug == slug, cancellation))
        {
            return (null, new NewsroomResult(NewsroomCode.UnknownDocument, slug));
        }

        if (await NewestAsync(slug, from, cancellation) is not { } source)
        {
            return (null, new NewsroomResult(NewsroomCode.SourceMissing, slug, to, from));
        }

        var units = UnitsOf(source);
        if (
            await NewestAsync(slug, to, cancellation) is { } target
            && await db.Set<Revision>()
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == target.SourceRevisionId && row.EditionId == source.EditionId, cancellation)
                is { } translated
        )
        {
            var (segments, _) = Segments.Divide(SegmentedText.Of(translated), SegmentedText.Of(source), SegmentedText.Of(target));
            units =
            [
                .. units.Zip(
                    segments,
                    (unit, segment) =>
                        segment.State == SegmentState.Translated
                            ? unit with
                            {
                                Target = UnitOf(segment.Id, segment.Target).Source,
                            }
                            : unit
                ),
            ];
        }

        var original = string.Create(CultureInfo.InvariantCulture, $"{slug}/{from}/{source.Number}");
        return (
            XliffWriter.Write(new XliffDocument("2.1", from, to, [new XliffFile("f1", original, units)])),
            new NewsroomResult(NewsroomCode.Done, slug, to)
        );
    }

    /// <summary>Saves what a file brings as the newest revision of the translation.</summary>
    /// <param name="expected">Document and language that the file has to be for; null takes what the file names.</param>
    /// <returns>What came of it; or the problems of the file, each with its line, of which nothing was taken.</returns>
    public async Task<TranslationImport> ImportAsync(
        byte[] bytes,
        (string Slug, string Language)? expected,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var read = XliffReader.Read(bytes);
        if (read.Document is not { } document)
        {
            return new TranslationImport(null, read.Problems);
        }

        if (
            document.Files is not [{ Original: { } original } file]
            || Original().Match(original) is not { Success: true } name
            || languages.Find(document.TargetLanguage ?? "") is not { } language
            || !int.TryParse(name.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return Refused(
                0,
                "The file does not come from this workspace: it has one <file> whose original names document, language and draft, "
                    + "and a trgLang of this site."
            );
        }

        var (slug, from) = (name.Groups["slug"].Value, name.Groups["language"].Value);
        if (expected is { } wanted && wanted != (slug, language.Code))
        {
            return Refused(
                0,
                $"The file is a translation of “{slug}” into “{language.Code}”, not of “{wanted.Slug}” into “{wanted.Language}”."
            );
        }

        if (await FindAsync(slug, from, number, cancellation) is not { } source)
        {
            return Refused(0, $"There is no draft {number} of “{slug}” in “{from}”.");
        }

        var problems = Compare(UnitsOf(source), file.Units).ToList();
        if (problems.Count > 0)
        {
            return new TranslationImport(null, problems);
        }

        var texts = file.Units.ToDictionary(unit => unit.Id, unit => unit.TargetText ?? "", StringComparer.Ordinal);
        var body = Segments.Join(
            source.Body,
            [.. MarkdownText.Blocks(source.Body).Select((_, at) => (texts[Segment.BlockId(at)], IsFinished: true))]
        );
        var draft = new Draft(slug, language.Code, texts[Segment.TitleId], texts[Segment.SummaryId], body)
        {
            Original = OriginalText.Read(source.Original),
        };
        return new TranslationImport(await submit.RunAsync(draft, from, number, actor, cancellation), []);
    }

    /// <summary>
    /// Every segment of the source is in the file, unchanged, and there is none beside; title and summary are translated. Other
    /// segments without a translation are marked in the text.
    /// </summary>
    private static IEnumerable<XliffProblem> Compare(IReadOnlyList<XliffUnit> source, IReadOnlyList<XliffUnit> read)
    {
        var byId = read.ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        foreach (var unit in source)
        {
            if (!byId.Remove(unit.Id, out var found))
            {
                yield return new XliffProblem(0, 0, $"The unit “{unit.Id}” is missing.");
            }
            else if (Plain(found.SourceText) != Plain(unit.SourceText))
            {
                yield return new XliffProblem(
                    found.Line,
                    0,
                    $"The source of the unit “{unit.Id}” is not that of the draft it names. Download the file again."
                );
            }
            else if (string.IsNullOrWhiteSpace(found.TargetText) && unit.Id is Segment.TitleId or Segment.SummaryId)
            {
                yield return new XliffProblem(found.Line, 0, $"The unit “{unit.Id}” has no translation.");
            }
        }

        foreach (var unknown in byId.Values)
        {
            yield return new XliffProblem(unknown.Line, 0, $"The draft has no unit “{unknown.Id}”.");
        }
    }

    private static IReadOnlyList<XliffUnit> UnitsOf(Revision revision) =>
        [
            UnitOf(Segment.TitleId, revision.Title),
            UnitOf(Segment.SummaryId, revision.Summary),
            .. MarkdownText.Blocks(revision.Body).Select((block, at) => UnitOf(Segment.BlockId(at), block.Text)),
        ];

    /// <summary>A translator moves the codes and does not type them.</summary>
    private static XliffUnit UnitOf(string id, string text)
    {
        var runs = new List<XliffRun>();
        var last = 0;
        foreach (var (at, code) in SegmentCodes.Find(text))
        {
            Add(runs, text[last..at], isCode: false);
            Add(runs, code, isCode: true);
            last = at + code.Length;
        }

        Add(runs, text[last..], isCode: false);
        return new XliffUnit(id, runs, null);
    }

    private static void Add(List<XliffRun> runs, string text, bool isCode)
    {
        if (text.Length > 0)
        {
            runs.Add(new XliffRun(text, isCode));
        }
    }

    /// <summary>Tools may change line ends and the space around a passage.</summary>
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private Task<Revision?> NewestAsync(string slug, string language, CancellationToken cancellation) =>
        Revisions(slug, language).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellation);

    private Task<Revision?> FindAsync(string slug, string language, int number, CancellationToken cancellation) =>
        Revisions(slug, language).SingleOrDefaultAsync(revision => revision.Number == number, cancellation);

    private IQueryable<Revision> Revisions(string slug, string language) =>
        db.Set<Edition>()
            .AsNoTracking()
            .Where(edition => edition.Document.Slug == slug && edition.Language == language)
            .SelectMany(edition => edition.Revisions);

    private static TranslationImport Refused(int line, string message) => new(null, [new XliffProblem(line, 0, message)]);

    [GeneratedRegex(
        @"\A(?<slug>[a-z0-9-]{1,100})/(?<language>[a-z-]{2,12})/(?<number>[0-9]{1,9})\z",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Original();
}

/// <param name="Result">Null where the file was refused.</param>
/// <param name="Problems">Why it was refused.</param>
public sealed record TranslationImport(NewsroomResult? Result, IReadOnlyList<XliffProblem> Problems);
