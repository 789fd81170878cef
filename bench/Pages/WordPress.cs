using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using Concord.Foundation.Storage;

namespace Concord.Bench.Pages;

/// <summary>
/// Imports a large export of WordPress by the command line: items per second, the largest memory of the process, and the time
/// of its first reading against that of the framework's XML parser alone.
/// </summary>
internal static class WordPress
{
    private const int MetaBytes = 18_000;
    private const int TextWords = 900;

    public static async Task<int> RunAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Cli", $"{folder}/cli");
            var (file, items) = ($"{folder}/export.xml", 0);
            items = await WriteAsync(file, megabytes * 1024L * 1024);
            Console.WriteLine($"{new FileInfo(file).Length >> 20} MB, {items} items");
            var parsed = Parse(file);
            // Places and efforts to map categories to.
            await Programs.RunAsync($"{folder}/cli/concord", $"import content {HomeDirectory.Path}/content", Data(folder));
            var (checkedIn, _) = await MeasureAsync(folder, $"import wordpress {file} --dry-run");
            var (importedIn, memory) = await MeasureAsync(folder, $"import wordpress {file}");
            var (repeatedIn, repeatedMemory) = await MeasureAsync(folder, $"import wordpress {file}");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    XML parser alone: {parsed.TotalSeconds:F1} s
                    dry run: {checkedIn.TotalSeconds:F1} s, {checkedIn / parsed:F1} of the parser, {items
                        / checkedIn.TotalSeconds:F0} items/s
                    import: {importedIn.TotalSeconds:F1} s, {items / importedIn.TotalSeconds:F0} items/s, at most {memory
                        >> 20} MB
                    again: {repeatedIn.TotalSeconds:F1} s, {items / repeatedIn.TotalSeconds:F0} items/s, at most {repeatedMemory
                        >> 20} MB
                    """
                )
            );
            return memory >> 20 > 300 ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Key, string Value) Data(string folder) => ("Concord__DataDirectory", $"{folder}/data");

    private static TimeSpan Parse(string file)
    {
        var watch = Stopwatch.StartNew();
        using var reader = XmlReader.Create(file);
        while (reader.Read()) { }

        return watch.Elapsed;
    }

    /// <returns>The time and the largest memory, in bytes.</returns>
    private static async Task<(TimeSpan Time, long Memory)> MeasureAsync(string folder, string arguments)
    {
        var start = new ProcessStartInfo($"{folder}/cli/concord", arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var (key, value) = Data(folder);
        start.Environment[key] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var memory = 0L;
        while (!process.HasExited)
        {
            memory = Math.Max(memory, Programs.PeakMemory(process.Id));
            await Task.Delay(50);
        }

        watch.Stop();
        return process.ExitCode == 0
            ? (watch.Elapsed, memory)
            : throw new InvalidOperationException($"{arguments}\n{await output}");
    }

    private static async Task<int> WriteAsync(string file, long bytes)
    {
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20);
        await writer.WriteAsync(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Large</title><link>https://old.example.org</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
            """
        );
        var random = new Random(1);
        var items = 0;
        while (writer.BaseStream.Position < bytes)
        {
            items++;
            await writer.WriteAsync(Item(items, random));
        }

        await writer.WriteAsync("</channel></rss>");
        return items;
    }

    /// <summary>A quarter of an item is its text; the rest is what plugins store and what readers wrote.</summary>
    private static string Item(int id, Random random)
    {
        var text = new StringBuilder();
        for (var word = 0; word < TextWords; word++)
        {
            text.Append(CultureInfo.InvariantCulture, $"word{random.Next(5000)} ");
            if (word % 90 == 89)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"<a href=\"https://old.example.org/2019/post-{random.Next(1, id + 1)}/\">a link</a>.\n\n"
                );
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <item><title>Post {id}</title><link>https://old.example.org/2019/post-{id}/</link><dc:creator>press</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[What post {id} says.]]></excerpt:encoded><wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2019-01-{1
                + (id % 28):00} 10:00:00</wp:post_date_gmt><wp:post_name>post-{id}</wp:post_name><wp:status>{(
                id % 10 == 0 ? "draft" : "publish"
            )}</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="stabilisation"><![CDATA[Stabilisation]]></category><wp:postmeta><wp:meta_key>_plugin</wp:meta_key><wp:meta_value><![CDATA[{new string(
                'x',
                MetaBytes
            )}]]></wp:meta_value></wp:postmeta><wp:comment><wp:comment_content><![CDATA[A reader wrote this.]]></wp:comment_content></wp:comment></item>

            """
        );
    }
}
