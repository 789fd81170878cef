using System.Text;
using Concord.Captions;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Library;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Changes the captions and the transcript of a recording in one language.</summary>
internal sealed class WriteRecordingTexts(ConcordDb db, MediaStore media, IEnumerable<IMediaUse> uses)
{
    public const string CaptionsType = "text/vtt; charset=utf-8";

    /// <param name="captions">WebVTT or SubRip; empty for none.</param>
    /// <param name="transcript">Plain text; empty for none.</param>
    /// <param name="basedOn"><see cref="RecordingDescription.DigestOf(RecordingTexts?)"/> when the form was opened.</param>
    public async Task<WriteTextsResult> RunAsync(
        string name,
        string language,
        byte[] captions,
        string transcript,
        string? basedOn,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<Recording>()
            .Where(row => row.Name == name && row.State == RecordingState.Ready)
            .Select(row => new { row.Duration, row.Kind })
            .SingleOrDefaultAsync(cancellation);
        if (known is null)
        {
            return new WriteTextsResult(DescribeResult.NotFound);
        }

        string? written = null;
        if (!IsBlank(captions))
        {
            var (cues, faults) = CaptionReader.Read(captions, TimeSpan.FromMilliseconds(known.Duration));
            if (faults.Count > 0)
            {
                return new WriteTextsResult(DescribeResult.TooLong) { Faults = faults };
            }

            written = CaptionWriter.Write(cues);
        }

        var told = CleanTranscript(transcript);
        if (told?.Length > RecordingLimits.MaxTranscript)
        {
            return new WriteTextsResult(DescribeResult.TooLong);
        }

        var file = written is null ? null : Encoding.UTF8.GetBytes(written);
        if (file is not null)
        {
            await media.AddFileAsync(CaptionsType, file, actor, cancellation);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync($"recording:{name}", cancellation);
        var texts = await db.Set<RecordingTexts>()
            .SingleOrDefaultAsync(row => row.Recording == name && row.Language == language, cancellation);
        if (basedOn is not null && basedOn != RecordingDescription.DigestOf(texts))
        {
            return new WriteTextsResult(DescribeResult.Changed);
        }

        if (texts?.Captions == written && texts?.Transcript == told)
        {
            return new WriteTextsResult(DescribeResult.Unchanged);
        }

        var takesAway = (texts?.Captions is not null && written is null) || (texts?.Transcript is not null && told is null);
        if (takesAway && await IsUsedAsync(name, language, cancellation))
        {
            return new WriteTextsResult(DescribeResult.AltRequired);
        }

        if (texts is null)
        {
            texts = new RecordingTexts { Recording = name, Language = language };
            db.Add(texts);
        }

        (texts.Captions, texts.CaptionsFile, texts.Transcript) = (written, file is null ? null : MediaFile.DigestOf(file), told);
        db.Record(new RecordingDescribed(name) { Actor = actor, Subject = $"recording:{name}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return new WriteTextsResult(DescribeResult.Done);
    }

    /// <returns>Paragraphs with one empty line between them; null where nothing is left.</returns>
    public static string? CleanTranscript(string text)
    {
        var paragraphs = string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter)))
            .Split('\n')
            .Select(line => line.Trim())
            .Aggregate(
                new List<string> { "" },
                (all, line) =>
                {
                    if (line.Length > 0)
                    {
                        all[^1] = all[^1].Length > 0 ? $"{all[^1]}\n{line}" : line;
                    }
                    else if (all[^1].Length > 0)
                    {
                        all.Add("");
                    }

                    return all;
                }
            );
        var clean = string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)).Normalize(NormalizationForm.FormC);
        return clean.Length > 0 ? clean : null;
    }

    private static bool IsBlank(byte[] text) => text.All(one => one is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t');

    /// <summary>True where a text in this language shows it.</summary>
    private async Task<bool> IsUsedAsync(string name, string language, CancellationToken cancellation)
    {
        foreach (var module in uses)
        {
            var found = await module.FindEmbedAsync(RecordingEmbed.Name, name, cancellation);
            if (found.Any(use => use.IsPublic && use.Language == language))
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed record WriteTextsResult(DescribeResult Code)
{
    /// <summary>What is wrong with the captions.</summary>
    public IReadOnlyList<CaptionFault> Faults { get; init; } = [];
}
