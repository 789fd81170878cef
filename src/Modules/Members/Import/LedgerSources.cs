using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;

namespace Concord.Members.Import;

/// <summary>The sources of the ledger: a row for each language of one.</summary>
internal static class LedgerSources
{
    /// <param name="rows">Of one source.</param>
    public static SourceLine LineOf(IEnumerable<LedgerSource> rows, LanguageSet languages)
    {
        var all = rows.ToList();
        return new SourceLine(
            TextsByLanguage.Of(languages, all, row => row.Language, row => row.Name),
            all[0].Url,
            all[0].Retrieved
        );
    }

    /// <summary>Writes what has changed, with its audit event; the caller saves.</summary>
    /// <param name="rows">Of the source; empty for a new one.</param>
    public static void Write(
        ConcordDb db,
        IReadOnlyList<LedgerSource> rows,
        string key,
        SourceLine line,
        Actor actor,
        string? reason
    )
    {
        var isChanged = false;
        foreach (var (language, name) in line.Name)
        {
            var row = rows.FirstOrDefault(row => row.Language == language);
            if (row is null)
            {
                row = new LedgerSource
                {
                    Key = key,
                    Language = language,
                    Name = name,
                };
                db.Add(row);
                isChanged = true;
            }

            isChanged |= (row.Name, row.Url, row.Retrieved) != (name, line.Url, line.Retrieved);
            (row.Name, row.Url, row.Retrieved) = (name, line.Url, line.Retrieved);
        }

        if (isChanged)
        {
            db.Record(
                new LedgerSourceNamed(key)
                {
                    Actor = actor,
                    Subject = $"source:{key}",
                    Reason = reason,
                }
            );
        }
    }
}
