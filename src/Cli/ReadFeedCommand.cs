using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.FeedReading;

namespace Concord.Cli;

/// <summary><c>concord feed read</c>: parses files with the feed parser, so that anyone can try it on a corpus.</summary>
internal static class ReadFeedCommand
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "Feeds: RSS, Atom or JSON Feed, also as gzip. A single “-” reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var address = new Option<Uri?>("--address")
        {
            Description = "Where it was fetched; the base of relative links.",
            CustomParser = result =>
                Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var found) ? found : Refuse(result),
        };
        var type = new Option<string?>("--content-type") { Description = "Its Content-Type header." };
        var command = new Command(
            "read",
            "Prints as JSON what was read of each file; exits 1 only where nothing could be read of any."
        )
        {
            files,
            address,
            type,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetRequiredValue(files),
                    new FeedOrigin(parsed.GetValue(address), parsed.GetValue(type)),
                    cancellation
                )
        );
        return command;
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--address has to be a whole address, such as https://example.org/feed.");
        return null;
    }

    private static async Task<int> RunAsync(FileInfo[] files, FeedOrigin origin, CancellationToken cancellation)
    {
        // One file after the other: a corpus is larger than memory.
        await using var output = Console.OpenStandardOutput();
        await using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = Shape.Encoder });
        var isAnyRead = false;
        if (files.Length > 1)
        {
            writer.WriteStartArray();
        }

        foreach (var file in files)
        {
            var answer = await ReadAsync(file, origin, cancellation);
            isAnyRead |= answer.Format is not null;
            JsonSerializer.Serialize(writer, answer, Shape);
            await writer.FlushAsync(cancellation);
        }

        if (files.Length > 1)
        {
            writer.WriteEndArray();
        }

        await writer.FlushAsync(cancellation);
        output.WriteByte((byte)'\n');
        return isAnyRead ? 0 : 1;
    }

    private static async Task<FeedAnswer> ReadAsync(FileInfo file, FeedOrigin origin, CancellationToken cancellation)
    {
        try
        {
            var bytes =
                file.Name == "-" ? await ReadInputAsync(cancellation) : await File.ReadAllBytesAsync(file.FullName, cancellation);
            return FeedAnswer.Of(file.ToString(), FeedReader.Read(bytes, origin));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return FeedAnswer.Of(file.ToString(), fault.Message);
        }
    }

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancellation)
    {
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <param name="Format"><c>rss</c>, <c>atom</c> or <c>json</c>; null where nothing could be read.</param>
    private sealed record FeedAnswer(
        string File,
        FeedFormat? Format,
        string? Version,
        string? Encoding,
        string? Title,
        string? Link,
        string? Language,
        string? Next,
        IReadOnlyList<FeedItem> Items,
        IReadOnlyList<string> Deleted,
        IReadOnlyList<FeedProblem> Problems
    )
    {
        public static FeedAnswer Of(string file, Feed feed) =>
            new(
                file,
                feed.IsRead ? feed.Format : null,
                feed.Version,
                feed.Encoding,
                feed.Title,
                feed.Link,
                feed.Language,
                feed.Next,
                feed.Items,
                feed.Deleted,
                feed.Problems
            );

        public static FeedAnswer Of(string file, string fault) =>
            new(file, null, null, null, null, null, null, null, [], [], [new FeedProblem(0, Item: null, fault)]);
    }
}
