using System.Diagnostics;
using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Search.Index;
using Concord.Search.Query;
using Concord.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench.Pages;

/// <summary>
/// How long the translation memory takes to find a passage of which two words were changed, and how often it finds it. Held
/// against SQLite's full-text index by trigrams over the same passages, in the same run.
/// </summary>
internal static class Memory
{
    private const int Searches = 100;
    private const int WordsOfPassage = 25;
    private const int Vocabulary = 4_000;

    public static async Task<int> RunAsync(int segments)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await using var database = await TestDatabase.OpenAsync(new StorageSettings(folder, null));
            await using var scope = database.Scope();
            var languages = scope.ServiceProvider.GetRequiredService<LanguageSet>();
            var random = new Random(20201027);
            var passages = Enumerable.Range(0, segments).Select(_ => PassageOf(random)).ToList();
            using var current = new CurrentIndex();
            var index = SearchIndex.Open(Directory.CreateDirectory(Path.Combine(folder, "memory")).FullName, languages);
            var begin = Stopwatch.GetTimestamp();
            foreach (var (passage, at) in passages.Select((passage, at) => (passage, at)))
            {
                index.Add(
                    new TranslatedSegment(
                        $"document:{at.ToString(CultureInfo.InvariantCulture)}",
                        new DateOnly(2020, 10, 1),
                        new Dictionary<string, string> { ["en"] = passage, ["fr"] = $"fr {passage}" }
                    )
                );
            }

            index.Commit(new IndexState(0, ""));
            Console.WriteLine($"{segments} segments indexed in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");
            current.Replace(index);
            var memory = new TranslationMemory(current, languages);
            await using var trigrams = await TrigramsAsync(Path.Combine(folder, "trigrams.db"), passages);
            var (own, other, found, foundByTrigrams) = (new List<double>(), new List<double>(), 0, 0);
            for (var search = -5; search < Searches; search++)
            {
                var wanted = passages[random.Next(passages.Count)];
                var changed = Change(wanted, random);
                begin = Stopwatch.GetTimestamp();
                var hits = memory.Find(changed, "en", "fr", "", 3);
                var time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                begin = Stopwatch.GetTimestamp();
                var hit = await FirstAsync(trigrams, changed);
                var timeOfTrigrams = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                if (search >= 0)
                {
                    own.Add(time);
                    other.Add(timeOfTrigrams);
                    found += hits.Count > 0 && hits[0].Source == wanted ? 1 : 0;
                    foundByTrigrams += hit == wanted ? 1 : 0;
                }
            }

            own.Sort();
            other.Sort();
            Console.WriteLine(
                $"memory: p50 {own[Searches / 2]:F1} ms, p95 {own[Searches * 95 / 100]:F1} ms, found {found} of {Searches}"
            );
            Console.WriteLine(
                $"trigrams: p50 {other[Searches / 2]:F1} ms, p95 {other[Searches * 95 / 100]:F1} ms, found {foundByTrigrams} of {Searches}"
            );
            Console.WriteLine($"ratio of p50: {own[Searches / 2] / other[Searches / 2]:F3}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Words as frequent as in a language: the n-th about n times rarer than the first.</summary>
    private static string PassageOf(Random random) =>
        string.Join(' ', Enumerable.Range(0, WordsOfPassage).Select(_ => WordOf(random))) + ".";

    private static string WordOf(Random random)
    {
        var rank = (int)Math.Pow(Vocabulary, random.NextDouble());
        return string.Concat(
            "ba",
            new string([.. rank.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0')))]),
            "ro"
        );
    }

    private static string Change(string passage, Random random)
    {
        var words = passage.Split(' ');
        for (var change = 0; change < 2; change++)
        {
            words[random.Next(words.Length)] = WordOf(random);
        }

        return string.Join(' ', words);
    }

    private static async Task<SqliteConnection> TrigramsAsync(string path, IReadOnlyList<string> passages)
    {
        var connection = new SqliteConnection($"Data Source={path}");
        await connection.OpenAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using var create = connection.CreateCommand();
        create.Transaction = transaction;
        create.CommandText = "create virtual table passages using fts5(text, tokenize = 'trigram')";
        await create.ExecuteNonQueryAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "insert into passages(text) values ($text)";
        var text = insert.Parameters.Add("$text", SqliteType.Text);
        foreach (var passage in passages)
        {
            text.Value = passage;
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return connection;
    }

    private static async Task<string?> FirstAsync(SqliteConnection connection, string text)
    {
        var trigrams = Enumerable
            .Range(0, text.Length - 2)
            .Select(at => $"\"{text.Substring(at, 3)}\"")
            .Distinct(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = "select text from passages where passages match $query order by rank limit 1";
        command.Parameters.AddWithValue("$query", string.Join(" OR ", trigrams));
        return (string?)await command.ExecuteScalarAsync();
    }
}
