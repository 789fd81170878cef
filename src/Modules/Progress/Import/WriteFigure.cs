using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Progress.Record;

namespace Concord.Progress.Import;

/// <summary>Writes one figure with its audit event; the caller saves.</summary>
internal sealed class WriteFigure(ConcordDb db)
{
    /// <param name="row">With its texts; null for a new one.</param>
    /// <param name="digest">Of the line that was imported last; empty where it never was.</param>
    public void Run(Figure? row, FigureLine line, string digest, Actor actor, string? reason)
    {
        if (row is null)
        {
            row = new Figure
            {
                Slug = line.Slug,
                Value = line.Value,
                Precision = line.Precision,
                AsOf = line.AsOf,
                Known = line.Known,
                Position = line.Position,
                SourceDigest = digest,
            };
            db.Add(row);
        }

        (row.Value, row.Precision, row.AsOf, row.Known) = (line.Value, line.Precision, line.AsOf, line.Known);
        (row.IsUndated, row.SourceUrl, row.SourceRetrieved) = (line.IsUndated, line.Source.Url, line.Source.Retrieved);
        (row.Series, row.Position, row.IsKey, row.SourceDigest) = (line.Series, line.Position, line.IsKey, digest);
        db.RemoveRange(row.Texts.Where(present => !line.What.ContainsKey(present.Language)));
        foreach (var (language, what) in line.What)
        {
            var text = row.Texts.Find(present => present.Language == language);
            var (source, meaning) = (
                line.Source.Name.GetValueOrDefault(language, ""),
                line.Meaning.GetValueOrDefault(language, "")
            );
            if (text is null)
            {
                text = new FigureText
                {
                    Figure = line.Slug,
                    Language = language,
                    What = what,
                    Source = source,
                    Meaning = meaning,
                };
                row.Texts.Add(text);
            }

            (text.What, text.Source, text.Meaning, text.Unit) = (what, source, meaning, line.Unit.GetValueOrDefault(language));
        }

        db.Record(
            new FigureStated(line.Slug, line.Value, line.AsOf)
            {
                Actor = actor,
                Subject = $"figure:{line.Slug}",
                Reason = reason,
            }
        );
    }
}
