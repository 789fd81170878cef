using System.Security.Cryptography;
using Concord.Captions;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Library;

namespace Concord.Media.Import;

/// <summary>
/// Reads the recordings of a pack: <c>recordings/{name}/recording.yaml</c>, the variants beside it as a site exports them, a
/// poster, and captions and transcripts by language.
/// </summary>
internal sealed class RecordingFolder(ContentFolder pack, LanguageSet languages)
{
    public const string Poster = "poster.jpg";
    private const string Video = "video/mp4";
    private const string Audio = "audio/mp4";

    /// <summary><c>small.mp4</c>, <c>sound.m4a</c>.</summary>
    public static string NameOf(RecordingVariant variant, string type) =>
        $"{variant.ToString().ToLowerInvariant()}{(type == Audio ? ".m4a" : ".mp4")}";

    /// <returns>The recording, or null after problems were reported.</returns>
    public RecordingDraft? Read(string name)
    {
        var folder = $"recordings/{name}";
        var yaml = $"{folder}/recording.yaml";
        if (pack.ReadText(yaml) is not { } text || YamlFile.ReadMap(pack, yaml, text) is not { } map)
        {
            return null;
        }

        var before = pack.Problems.Count;
        var about = new RecordingDescription(
            map.Required("file"),
            PictureTexts.Clean(map.Text("credit")),
            map.Text("rights"),
            map.Text("consent")
        );
        if (about.FileName.Length > 0 && (!about.IsWithinLimits || AddRecording.NameOf(about.FileName) != about.FileName))
        {
            map.Report(
                "file",
                ImportProblemCode.InvalidValue,
                "a name has up to 120 characters, a credit 200, a note 2,000, each without control characters."
            );
        }

        map.Close();
        var files = Variants(folder);
        if (!files.Exists(file => file.Variant == RecordingVariant.Small))
        {
            pack.Report(
                $"{folder}/small.mp4",
                0,
                ImportProblemCode.FileNotFound,
                "the small variant does not exist, as .mp4 or as .m4a."
            );
        }

        var texts = languages.All.Select(language => TextsIn(folder, language.Code)).OfType<RecordingTexts>().ToList();
        return pack.Problems.Count == before
            ? new RecordingDraft(name, about, files, pack.Has($"{folder}/{Poster}") ? $"{folder}/{Poster}" : null, texts)
            : null;
    }

    private List<RecordingDraftFile> Variants(string folder)
    {
        var found = new List<RecordingDraftFile>();
        foreach (var variant in Enum.GetValues<RecordingVariant>())
        {
            foreach (var type in new[] { Video, Audio })
            {
                var file = $"{folder}/{NameOf(variant, type)}";
                if (!pack.Has(file) || pack.PathOf(file) is not { } path)
                {
                    continue;
                }

                if (found.Exists(other => other.Variant == variant))
                {
                    pack.Report(file, 0, ImportProblemCode.InvalidFile, "the same variant is there as .mp4 and as .m4a.");
                }
                else if (new FileInfo(path).Length > RecordingLimits.MaxBytes)
                {
                    pack.Report(file, 0, ImportProblemCode.InvalidFile, RecordingFaults.TextOf(RecordingFaultCode.TooLarge));
                }
                else
                {
                    using var stream = File.OpenRead(path);
                    var digest = Convert.ToHexStringLower(SHA256.HashData(stream))[..32];
                    found.Add(new RecordingDraftFile(variant, type, file, path, digest, stream.Length));
                }
            }
        }

        return found;
    }

    /// <returns>Null where there are none, and after problems were reported.</returns>
    private RecordingTexts? TextsIn(string folder, string language)
    {
        var (captions, transcript) = ($"{folder}/captions.{language}.vtt", $"{folder}/transcript.{language}.txt");
        string? written = null;
        if (pack.Has(captions) && pack.ReadBytes(captions, CaptionLimits.MaxBytes) is { } content)
        {
            var (cues, faults) = CaptionReader.Read(content);
            foreach (var fault in faults)
            {
                pack.Report(captions, fault.Line, ImportProblemCode.InvalidFile, TextOf(fault.Code));
            }

            written = cues.Count > 0 ? CaptionWriter.Write(cues) : null;
        }

        var told =
            pack.Has(transcript) && pack.ReadText(transcript) is { } text ? WriteRecordingTexts.CleanTranscript(text) : null;
        if (told?.Length > RecordingLimits.MaxTranscript)
        {
            pack.Report(
                transcript,
                0,
                ImportProblemCode.InvalidValue,
                $"a transcript has up to {RecordingLimits.MaxTranscript} characters."
            );
        }

        return written is null && told is null
            ? null
            : new RecordingTexts
            {
                Recording = Path.GetFileName(folder),
                Language = language,
                Captions = written,
                CaptionsFile = written is null ? null : MediaStore.DigestOf(System.Text.Encoding.UTF8.GetBytes(written)),
                Transcript = told,
            };
    }

    private static string TextOf(CaptionFaultCode code) =>
        code switch
        {
            CaptionFaultCode.Encoding => "the captions are not in UTF-8.",
            CaptionFaultCode.UnknownFormat => "these are no captions: WebVTT begins with “WEBVTT”.",
            CaptionFaultCode.Empty => "there is no caption with text.",
            CaptionFaultCode.InvalidTime => "the times cannot be read: write them as “00:01.000 --> 00:04.000”.",
            CaptionFaultCode.EndsBeforeStart => "the caption ends before it starts.",
            CaptionFaultCode.OutOfOrder => "the caption starts before the one above it.",
            CaptionFaultCode.TextTooLong => $"the caption has more than {CaptionLimits.MaxText} characters.",
            CaptionFaultCode.TooManyCues => $"there are more than {CaptionLimits.MaxCues} captions.",
            _ => "the captions are larger than 2 MB.",
        };
}

/// <summary>A recording of a pack. Its files stay on disk: a pack may be larger than memory.</summary>
/// <param name="Poster">Path below the pack's folder; null for none.</param>
internal sealed record RecordingDraft(
    string Name,
    RecordingDescription Description,
    IReadOnlyList<RecordingDraftFile> Files,
    string? Poster,
    IReadOnlyList<RecordingTexts> Texts
);

/// <param name="File">Path below the pack's folder.</param>
/// <param name="Path">On disk.</param>
/// <param name="Length">Bytes.</param>
internal sealed record RecordingDraftFile(
    RecordingVariant Variant,
    string Type,
    string File,
    string Path,
    string Digest,
    long Length
);
