using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Progress.Record;

namespace Concord.Progress.Import;

/// <summary>Writes one event with its audit event; the caller saves.</summary>
internal sealed class WriteEvent(ConcordDb db)
{
    /// <param name="row">With its texts and competing dates; null for a new one.</param>
    /// <param name="digest">Of the line that was imported last; empty where it never was.</param>
    public void Run(Event? row, EventLine line, string digest, Actor actor, string? reason)
    {
        if (row is null)
        {
            row = new Event
            {
                Slug = line.Slug,
                On = line.On,
                Known = line.Known,
                Phase = line.Phase,
                SourceDigest = digest,
            };
            db.Add(row);
        }

        (row.On, row.Known, row.Phase, row.SourceDigest) = (line.On, line.Known, line.Phase, digest);
        (row.SourceUrl, row.SourceRetrieved) = (line.Source.Url, line.Source.Retrieved);
        (row.IsMilestone, row.IsTurningPoint) = (line.IsMilestone, line.IsTurningPoint);
        (row.IsMeeting, row.Document) = (line.IsMeeting, line.Document);
        WriteTexts(row, line);
        db.RemoveRange(row.Competing.Where(present => !line.Competing.Any(date => date.On == present.On)));
        foreach (var date in line.Competing)
        {
            var statedBy = JsonSerializer.Serialize(date.Source.Name);
            if (row.Competing.Find(stored => stored.On == date.On) is not { } present)
            {
                present = new CompetingDate
                {
                    Event = line.Slug,
                    On = date.On,
                    StatedBy = statedBy,
                };
                row.Competing.Add(present);
            }

            present.StatedBy = statedBy;
            (present.SourceUrl, present.SourceRetrieved) = (date.Source.Url, date.Source.Retrieved);
        }

        db.Record(
            new EventStated(line.Slug, line.On)
            {
                Actor = actor,
                Subject = $"event:{line.Slug}",
                Reason = reason,
            }
        );
    }

    private void WriteTexts(Event row, EventLine line)
    {
        db.RemoveRange(row.Texts.Where(present => !line.Title.ContainsKey(present.Language)));
        foreach (var (language, title) in line.Title)
        {
            var text = row.Texts.Find(present => present.Language == language);
            var statedBy = line.Source.Name.GetValueOrDefault(language, "");
            if (text is null)
            {
                text = new EventText
                {
                    Event = line.Slug,
                    Language = language,
                    Title = title,
                    StatedBy = statedBy,
                };
                row.Texts.Add(text);
            }

            (text.Title, text.StatedBy) = (title, statedBy);
            (text.Short, text.Note) = (line.Short.GetValueOrDefault(language), line.Note.GetValueOrDefault(language));
        }
    }
}
