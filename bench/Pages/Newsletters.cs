using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Concord.Foundation.Storage;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Subscribers;
using Concord.TestKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Concord.Bench.Pages;

/// <summary>
/// A newsletter to many readers by one site, to a mail server in this process: messages per second against MailKit alone, and
/// what arrives while the site is killed over and over. Nobody may get it twice, and whoever does not get it has to be in the
/// queue or on the list of those of whom nobody knows.
/// </summary>
internal static class Newsletters
{
    private const int Port = 5183;
    private const int MailPort = 5184;
    private const int Connections = 4;
    private const int AloneCount = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    public static async Task<int> RunAsync(int readers, int kills)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        using var stop = new CancellationTokenSource();
        var inbox = new Inbox();
        var serving = inbox.ServeAsync(stop.Token);
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            await Programs.PublishAsync("src/Cli", $"{folder}/program/cli");
            using var site = new Site($"{folder}/program", $"{folder}/data", Port);
            (string, string)[] settings =
            [
                ("Concord__SiteDate", ""),
                ("Concord__PublicAddress", $"http://127.0.0.1:{Port}"),
                ("Concord__Mail__Host", "127.0.0.1"),
                ("Concord__Mail__Port", $"{MailPort}"),
                ("Concord__Mail__Security", "None"),
                ("Concord__Mail__From", "news@example.org"),
                ("Concord__Newsletters__DelayMinutes", "0"),
                ("Concord__Newsletters__CheckSeconds", "1"),
                ("Concord__Newsletters__Connections", $"{Connections}"),
                ("Concord__Newsletters__PerDomainPerMinute", "100000"),
            ];
            using (site.Start(settings))
            {
                // Its first round decides that what is public by now is no news.
                await site.UntilAsync("/en", page => page.Length > 0);
                await Task.Delay(TimeSpan.FromSeconds(5));
            }

            await AddReadersAsync($"{folder}/data", readers);
            var whole = await SendWholeAsync(site, settings, inbox, folder, readers);
            var alone = await SendAloneAsync(inbox);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"MailKit alone, {Connections} connections: {alone:F0} messages/s; the site: {whole:F0} messages/s, {whole / alone:F2} of it"
                )
            );
            return await SendKilledAsync(site, settings, inbox, folder, readers, kills);
        }
        finally
        {
            await stop.CancelAsync();
            await serving.ContinueWith(_ => { }, TaskScheduler.Default);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SendWholeAsync(
        Site site,
        (string, string)[] settings,
        Inbox inbox,
        string folder,
        int readers
    )
    {
        inbox.Clear();
        using var running = site.Start(settings);
        await ReleaseAsync(site, settings, folder, "bench-whole");
        await UntilAsync(() => inbox.Count > 0);
        var watch = Stopwatch.StartNew();
        await UntilAsync(() => inbox.Count >= readers);
        return readers / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> SendKilledAsync(
        Site site,
        (string, string)[] settings,
        Inbox inbox,
        string folder,
        int readers,
        int kills
    )
    {
        inbox.Clear();
        var random = new Random(1);
        await ReleaseAsync(site, settings, folder, "bench-killed");
        for (var kill = 1; kill <= kills; kill++)
        {
            using var running = site.Start(settings);
            var until = Math.Max(inbox.Count + 1, readers * kill / (kills + 1));
            await UntilAsync(() => inbox.Count >= until || inbox.Idle > TimeSpan.FromSeconds(20));
            // Somewhere in a message.
            await Task.Delay(random.Next(40));
        }

        var during = inbox.Count;
        using (site.Start(settings))
        {
            // What a killed site had taken is free after two minutes.
            await UntilAsync(() => inbox.Idle > TimeSpan.FromMinutes(3));
        }

        var states = await StatesAsync($"{folder}/data");
        var (twice, sent) = (inbox.Total - inbox.Count, states.GetValueOrDefault(DeliveryState.Sent));
        var unknown = states.GetValueOrDefault(DeliveryState.Sending) + states.GetValueOrDefault(DeliveryState.Unknown);
        var left = states.GetValueOrDefault(DeliveryState.Queued);
        var lost = readers - sent - unknown - left;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {kills} kills, {during} messages before the last; then: {inbox.Count} of {readers} readers have it, {twice} twice
                rows: {sent} sent, {unknown} not known, {left} queued; without a trace: {lost}
                of those not known {inbox.Count - sent} arrived
                """
            )
        );
        return twice == 0 && lost == 0 && left == 0 && inbox.Count >= sent ? 0 : 1;
    }

    /// <returns>Messages a second by MailKit and nothing else, of about the same size.</returns>
    private static async Task<double> SendAloneAsync(Inbox inbox)
    {
        inbox.Clear();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async connection =>
                {
                    using var client = new SmtpClient();
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync("127.0.0.1", MailPort);
                    await client.ConnectAsync(socket, "127.0.0.1", MailPort, SecureSocketOptions.None);
                    for (var number = 0; number < AloneCount / Connections; number++)
                    {
                        using var message = new MimeMessage { Subject = "Bench" };
                        message.From.Add(MailboxAddress.Parse("news@example.org"));
                        message.To.Add(MailboxAddress.Parse($"alone-{connection}-{number}@example.net"));
                        message.Body = new TextPart("plain") { Text = new string('x', 3_000) };
                        await client.SendAsync(message);
                    }
                })
        );
        return AloneCount / watch.Elapsed.TotalSeconds;
    }

    private static async Task ReleaseAsync(Site site, (string, string)[] settings, string folder, string slug)
    {
        await File.WriteAllTextAsync($"{folder}/text.md", "Text.\n");
        await site.CommandAsync(
            $"document draft {slug} --language en --kind story --title Bench --summary Summary --body {folder}/text.md",
            settings
        );
        await site.CommandAsync($"document release {slug}", settings);
    }

    private static async Task AddReadersAsync(string data, int readers)
    {
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(data, null));
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var addresses = scope.ServiceProvider.GetRequiredService<SubscriberAddresses>();
        var now = DateTime.UtcNow;
        for (var number = 0; number < readers; number++)
        {
            var address = $"reader-{number}@domain-{number % 50}.example";
            db.Add(
                new Subscriber
                {
                    Id = Guid.CreateVersion7(),
                    AddressHash = await addresses.HashOfAsync(address, CancellationToken.None),
                    Address = addresses.Encrypt(address),
                    Language = "en",
                    Topics = "",
                    Rhythm = Rhythm.AtOnce,
                    AskedAt = now,
                    ConfirmedAt = now,
                }
            );
        }

        await db.SaveChangesAsync();
    }

    /// <returns>Rows of the newest newsletter, by state.</returns>
    private static async Task<Dictionary<DeliveryState, int>> StatesAsync(string data)
    {
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(data, null));
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var newest = await db.Set<Delivery>().MaxAsync(row => row.IssueId);
        return await db.Set<Delivery>()
            .Where(row => row.IssueId == newest)
            .GroupBy(row => row.State)
            .ToDictionaryAsync(group => group.Key, group => group.Count());
    }

    private static async Task UntilAsync(Func<bool> isDone)
    {
        var patience = Stopwatch.StartNew();
        while (!isDone())
        {
            if (patience.Elapsed > Patience)
            {
                throw new InvalidOperationException("The messages did not arrive.");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>A mail server that accepts everything, answers at once, and counts what arrives by recipient.</summary>
    private sealed class Inbox
    {
        private readonly ConcurrentDictionary<string, int> byRecipient = new(StringComparer.Ordinal);
        private long lastAt = Stopwatch.GetTimestamp();

        public int Count => byRecipient.Count;

        public int Total => byRecipient.Values.Sum();

        public TimeSpan Idle => Stopwatch.GetElapsedTime(Interlocked.Read(ref lastAt));

        public void Clear()
        {
            byRecipient.Clear();
            Interlocked.Exchange(ref lastAt, Stopwatch.GetTimestamp());
        }

        public async Task ServeAsync(CancellationToken stop)
        {
            using var listener = new TcpListener(IPAddress.Loopback, MailPort);
            listener.Start();
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                client.NoDelay = true;
                _ = TalkAsync(client, stop).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
            }
        }

        private async Task TalkAsync(TcpClient client, CancellationToken stop)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            Task SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{text}\r\n"), stop).AsTask();
            await SayAsync("220 localhost");
            var (recipient, inContent) = ("", false);
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                if (inContent && line != ".")
                {
                    continue;
                }

                var verb = line.Split(' ', ':')[0];
                if (inContent)
                {
                    byRecipient.AddOrUpdate(recipient, 1, (_, count) => count + 1);
                    Interlocked.Exchange(ref lastAt, Stopwatch.GetTimestamp());
                }
                else if (verb == "RCPT")
                {
                    recipient = line;
                }

                inContent = !inContent && verb == "DATA";
                await SayAsync(
                    verb switch
                    {
                        "EHLO" => "250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES",
                        "DATA" => "354 Go on",
                        "QUIT" => "221 2.0.0 Bye",
                        _ => "250 2.0.0 OK",
                    }
                );
            }
        }
    }
}
