using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concord.Modules.Tests.Foundation;

/// <summary>Real servers on loopback; the client may use loopback by a setting that operators have too.</summary>
public sealed class OutboundHttpClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_has_the_validators_for_the_next_request()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            if (http.Request.Headers.IfNoneMatch == "\"one\"" && http.Request.Headers.IfModifiedSince.Count == 1)
            {
                http.Response.StatusCode = 304;
                return;
            }

            http.Response.ContentType = "application/rss+xml; charset=utf-8";
            http.Response.Headers.ETag = "\"one\"";
            http.Response.Headers.LastModified = "Thu, 22 Oct 2020 10:00:00 GMT";
            await http.Response.WriteAsync($"{http.Request.Headers.UserAgent} {http.Request.Headers.Accept}");
        });
        using var client = Client();

        var first = await client.GetAsync(new FetchRequest(server.Address) { Accept = "application/rss+xml" }, Cancellation);
        (first.Outcome, first.Status, first.Problem).ShouldBe((FetchOutcome.Fetched, 200, null));
        Encoding.UTF8.GetString(first.Content.Span).ShouldBe("Concord application/rss+xml");
        first.ContentType.ShouldBe("application/rss+xml; charset=utf-8");

        var again = new FetchRequest(server.Address) { EntityTag = first.EntityTag, LastModified = first.LastModified };
        (await client.GetAsync(again, Cancellation)).Outcome.ShouldBe(FetchOutcome.NotModified);
    }

    [Fact]
    public async Task What_changes_something_is_sent_whole_with_its_secret()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            await http.Response.WriteAsync(
                $"{http.Request.Method} {http.Request.ContentType} {http.Request.Headers.Authorization} {await reader.ReadToEndAsync()}"
            );
        });
        using var client = Client();
        var request = new FetchRequest(server.Address)
        {
            Method = HttpMethod.Post,
            Body = "text"u8.ToArray(),
            BodyType = "text/plain",
            Authorization = "OAuth one",
        };

        var sent = await client.SendAsync(request, Cancellation);
        var read = await client.GetAsync(request, Cancellation);

        Encoding.UTF8.GetString(sent.Content.Span).ShouldBe("POST text/plain OAuth one text");
        Encoding.UTF8.GetString(read.Content.Span).ShouldBe("GET  OAuth one ");
    }

    [Fact]
    public async Task What_changes_something_is_not_redirected()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect("/elsewhere", permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var client = Client();

        var sent = await client.SendAsync(
            new FetchRequest(server.Address) { Method = HttpMethod.Post, Body = new byte[1] },
            Cancellation
        );

        (sent.Outcome, sent.Status).ShouldBe((FetchOutcome.Denied, 308));
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_known_whether_a_request_may_have_arrived()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        using var client = Client();
        FetchRequest To(string address) => new(new Uri(address)) { Method = HttpMethod.Post, Body = new byte[1] };

        (await client.SendAsync(To(server.Address.AbsoluteUri), Cancellation)).MayHaveArrived.ShouldBeTrue("it was received");
        (await client.SendAsync(To($"http://127.0.0.1:{LocalServer.FreePort()}/"), Cancellation)).MayHaveArrived.ShouldBeFalse(
            "nobody listens"
        );
        (await client.SendAsync(To("http://no-such-host.invalid/"), Cancellation)).MayHaveArrived.ShouldBeFalse();
        (await client.SendAsync(To("http://10.0.0.1/"), Cancellation)).MayHaveArrived.ShouldBeFalse("it is not allowed");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://user:secret@127.0.0.1:{0}/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("gopher://127.0.0.1:{0}/")]
    public async Task A_private_address_is_not_requested(string address)
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync("secret"));
        using var client = Client(loopbackIsPublic: false);
        var answer = await client.GetAsync(
            new FetchRequest(new Uri(address.Replace("{0}", $"{server.Address.Port}", StringComparison.Ordinal))),
            Cancellation
        );
        answer.Outcome.ShouldBe(FetchOutcome.Refused, answer.Problem);
        answer.Problem.ShouldNotBeNullOrWhiteSpace();
        server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http:///")]
    public async Task A_private_address_is_not_requested_after_a_redirect(string location)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        using var client = Client();
        var answer = await client.GetAsync(new FetchRequest(server.Address), Cancellation);
        answer.Outcome.ShouldBeOneOf(FetchOutcome.Refused, FetchOutcome.Denied);
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Redirects_are_followed_and_permanent_ones_reported()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            var step = int.Parse(http.Request.Query["n"]!, System.Globalization.CultureInfo.InvariantCulture);
            if (step == 0)
            {
                return http.Response.WriteAsync("there");
            }

            http.Response.StatusCode = http.Request.Path == "/good" ? 308 : 302;
            http.Response.Headers.Location = $"{http.Request.Path}?n={step - 1}";
            return Task.CompletedTask;
        });
        using var client = Client();
        Task<FetchResult> Ask(string path) => client.GetAsync(new FetchRequest(new Uri(server.Address, path)), Cancellation);

        (await Ask("/good?n=2")).HasMoved.ShouldBeTrue();
        var answer = await Ask("/once?n=5");
        (answer.Outcome, answer.HasMoved, answer.Address.Query).ShouldBe((FetchOutcome.Fetched, false, "?n=0"));
        (await Ask("/once?n=6")).Outcome.ShouldBe(FetchOutcome.Refused);
    }

    [Fact]
    public async Task A_secret_is_not_sent_to_another_host_after_a_redirect()
    {
        var seen = new List<string>();
        await using var other = await LocalServer.StartAsync(http =>
        {
            seen.Add($"other {http.Request.Headers.Authorization}");
            return Task.CompletedTask;
        });
        await using var server = await LocalServer.StartAsync(http =>
        {
            seen.Add($"own {http.Request.Headers.Authorization}");
            http.Response.Redirect(other.Address.ToString());
            return Task.CompletedTask;
        });
        using var client = Client();
        await client.GetAsync(new FetchRequest(server.Address) { BearerToken = "s3cret" }, Cancellation);
        seen.ShouldBe(["own Bearer s3cret", "other "]);
    }

    [Fact]
    public async Task An_oversized_response_is_aborted_with_or_without_a_length()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            var piece = new byte[1024 * 1024];
            switch (http.Request.Path)
            {
                case "/said":
                    http.Response.ContentLength = 100L * 1024 * 1024 * 1024;
                    await http.Response.StartAsync();
                    break;
                case "/packed":
                    http.Response.Headers.ContentEncoding = "gzip";
                    await using (var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest))
                    {
                        for (var i = 0; i < 200; i++)
                        {
                            await gzip.WriteAsync(piece, http.RequestAborted);
                        }
                    }

                    break;
                default:
                    while (!http.RequestAborted.IsCancellationRequested)
                    {
                        await http.Response.Body.WriteAsync(piece, http.RequestAborted);
                    }

                    break;
            }
        });
        using var client = Client();
        foreach (var path in (string[])["/said", "/packed", "/endless"])
        {
            var question = new FetchRequest(new Uri(server.Address, path)) { MaxBytes = 3 * 1024 * 1024 };
            var answer = await client.GetAsync(question, Cancellation);
            (answer.Outcome, answer.Content.Length).ShouldBe((FetchOutcome.Refused, 0), path);
            answer.Problem.ShouldBe("It is larger than 3 MB.");
        }
    }

    [Fact]
    public async Task A_slow_response_is_aborted()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync("x", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        });
        using var client = Client(seconds: 1);
        var answer = await client.GetAsync(new FetchRequest(server.Address), Cancellation);
        (answer.Outcome, answer.Problem).ShouldBe((FetchOutcome.Unreachable, "No complete response within 1 seconds."));
    }

    [Theory]
    [InlineData(404, FetchOutcome.NotFound)]
    [InlineData(410, FetchOutcome.NotFound)]
    [InlineData(401, FetchOutcome.Denied)]
    [InlineData(500, FetchOutcome.Denied)]
    [InlineData(429, FetchOutcome.Busy)]
    [InlineData(503, FetchOutcome.Busy)]
    public async Task The_error_message_of_a_server_is_reported(int status, FetchOutcome expected)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = "120";
            return http.Response.WriteAsync("sorry");
        });
        using var client = Client();
        var answer = await client.GetAsync(new FetchRequest(server.Address), Cancellation);
        (answer.Outcome, answer.Status, answer.RetryAfter).ShouldBe((expected, status, TimeSpan.FromMinutes(2)));
        answer.Problem!.ShouldContain($"{status}");
        Encoding.UTF8.GetString(answer.Content.Span).ShouldBe("sorry");
    }

    [Fact]
    public async Task A_closed_port_and_a_server_without_HTTP_are_reported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var speaking = Task.Run(
            async () =>
            {
                using var caller = await listener.AcceptTcpClientAsync(Cancellation);
                await caller.GetStream().WriteAsync("220 mail ready\r\n"u8.ToArray(), Cancellation);
            },
            Cancellation
        );
        using var client = Client();
        (await client.GetAsync(new FetchRequest(new Uri($"http://127.0.0.1:{port}/")), Cancellation)).Outcome.ShouldBe(
            FetchOutcome.Unreachable
        );
        await speaking;
        listener.Stop();
        (await client.GetAsync(new FetchRequest(new Uri($"http://127.0.0.1:{port}/")), Cancellation)).Outcome.ShouldBe(
            FetchOutcome.Unreachable
        );
        (await client.GetAsync(new FetchRequest(new Uri("http://nobody.invalid/")), Cancellation)).Outcome.ShouldBe(
            FetchOutcome.Unreachable
        );
    }

    [Fact]
    public async Task A_private_network_is_reached_only_by_the_permitted_request_not_by_redirects()
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync("inside"));
        await using var other = await LocalServer.StartAsync(http => http.Response.WriteAsync("elsewhere"));
        await using var sends = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect(other.Address.ToString());
            return Task.CompletedTask;
        });
        using var client = new OutboundHttpClient(
            new OutboundHttpOptions { TrustedNetworks = ["127.0.0.0/8"], AnyPort = true },
            TimeProvider.System
        );

        (await OutcomeAsync(server.Address, allowed: true)).ShouldBe(FetchOutcome.Fetched);
        // A pooled connection of an earlier request must not serve one that may not use it.
        (await OutcomeAsync(server.Address, allowed: false)).ShouldBe(FetchOutcome.Refused);
        (await OutcomeAsync(sends.Address, allowed: true)).ShouldBe(FetchOutcome.Refused);

        async Task<FetchOutcome> OutcomeAsync(Uri address, bool allowed) =>
            (await client.GetAsync(new FetchRequest(address) { AllowsTrustedNetworks = allowed }, Cancellation)).Outcome;
    }

    [Fact]
    public async Task Only_ports_of_the_web_are_connected_to_unless_allowed()
    {
        using var client = new OutboundHttpClient(
            new OutboundHttpOptions { PublicNetworks = ["127.0.0.0/8"], ExtraPorts = [81] },
            TimeProvider.System
        );

        (await client.GetAsync(new FetchRequest(new Uri("http://127.0.0.1:22/")), Cancellation)).Problem.ShouldStartWith(
            "Port 22 is not allowed"
        );
        (await client.GetAsync(new FetchRequest(new Uri("http://127.0.0.1:81/")), Cancellation)).Outcome.ShouldBe(
            FetchOutcome.Unreachable
        );
    }

    [Fact]
    public async Task Responses_that_are_read_at_once_share_one_limit_of_memory()
    {
        var (open, most) = (0, 0);
        await using var server = await LocalServer.StartAsync(async http =>
        {
            var now = Interlocked.Increment(ref open);
            InterlockedMax(ref most, now);
            await Task.Delay(50);
            Interlocked.Decrement(ref open);
            await http.Response.WriteAsync("content");
        });
        using var client = new OutboundHttpClient(
            new OutboundHttpOptions
            {
                PublicNetworks = ["127.0.0.0/8"],
                AnyPort = true,
                MaxTotalMegabytes = 16,
            },
            TimeProvider.System
        );
        var request = new FetchRequest(server.Address) { MaxBytes = 8 * 1024 * 1024 };

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync(request, Cancellation)));

        results.ShouldAllBe(result => result.Outcome == FetchOutcome.Fetched);
        most.ShouldBe(2);
    }

    [Theory]
    [InlineData("Seconds", "0")]
    [InlineData("MaxMegabytes", "100000")]
    [InlineData("TrustedNetworks:0", "everything")]
    public void An_invalid_setting_is_reported_at_start(string key, string value)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create($"Concord:OutboundHttp:{key}", (string?)value)])
                .Build()
        );
        services.AddOutboundHttp();
        using var provider = services.BuildServiceProvider();

        Should
            .Throw<OptionsValidationException>(() => provider.GetRequiredService<OutboundHttpOptions>())
            .Message.ShouldContain(key == "TrustedNetworks:0" ? "“everything”" : key);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }

    private static OutboundHttpClient Client(bool loopbackIsPublic = true, int seconds = 30) =>
        new(
            new OutboundHttpOptions
            {
                PublicNetworks = loopbackIsPublic ? ["127.0.0.0/8"] : [],
                AnyPort = true,
                Seconds = seconds,
            },
            TimeProvider.System
        );
}
