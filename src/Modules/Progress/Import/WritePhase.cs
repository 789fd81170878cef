using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Progress.Record;

namespace Concord.Progress.Import;

/// <summary>Writes the names of one phase where they have changed, with the audit event; the caller saves.</summary>
internal sealed class WritePhase(ConcordDb db)
{
    /// <param name="names">Of the phase; empty for a new one.</param>
    public void Run(IReadOnlyList<PhaseName> names, PhaseLine line, int position, Actor actor, string? reason)
    {
        var isChanged = false;
        foreach (var (language, name) in line.Names)
        {
            var present = names.FirstOrDefault(row => row.Language == language);
            if (present is null)
            {
                present = new PhaseName
                {
                    Phase = line.Slug,
                    Language = language,
                    Name = name,
                    Position = position,
                };
                db.Add(present);
                isChanged = true;
            }

            isChanged |= (present.Name, present.Position) != (name, position);
            (present.Name, present.Position) = (name, position);
        }

        if (isChanged)
        {
            db.Record(
                new PhasesNamed([line.Slug])
                {
                    Actor = actor,
                    Subject = $"phase:{line.Slug}",
                    Reason = reason,
                }
            );
        }
    }
}
