using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Concord.Foundation.OutboundHttp;

/// <summary>
/// The only way out. Addresses come from content and from feeds, that is from anybody: so a name is resolved and checked
/// here, at the moment of connecting and for every redirect anew, and an answer is cut off at its limit of size and time.
/// </summary>
/// <remarks>Trust boundary. Nothing else in the product may open a connection to an address it was given.</remarks>
public sealed class OutboundHttpClient : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(7);
    private readonly OutboundHttpOptions settings;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public OutboundHttpClient(OutboundHttpOptions settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy of the environment would connect for us, and to anything.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 64,
            ConnectCallback = ConnectAsync,
        };
        client = new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => client.Dispose();

    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async Task<FetchResult> GetAsync(FetchRequest question, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Time);
        var at = question.Address;
        try
        {
            return await FollowAsync(question, address => at = address, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(FetchOutcome.Unreachable, at, $"No whole answer within {settings.Time.TotalSeconds:F0} seconds.");
        }
        catch (Exception fault)
            when (fault
                    is HttpRequestException
                        or IOException
                        or SocketException
                        or InvalidDataException
                        or AuthenticationException
            )
        {
            return fault.GetBaseException() is BlockedAddressException refused
                ? Failed(FetchOutcome.Refused, at, refused.Message)
                : Failed(FetchOutcome.Unreachable, at, $"The server cannot be reached: {fault.GetBaseException().Message}");
        }
    }

    private async Task<FetchResult> FollowAsync(FetchRequest question, Action<Uri> goTo, CancellationToken cancellation)
    {
        var (at, hasMoved) = (question.Address, false);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            goTo(at);
            if (ReasonToRefuse(at) is { } reason)
            {
                return Failed(FetchOutcome.Refused, at, reason);
            }

            using var request = Request(question, at);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } next)
            {
                return await ReadAsync(question, answer, at, hasMoved && redirects > 0, cancellation);
            }

            hasMoved = (redirects == 0 || hasMoved) && (int)answer.StatusCode is (301 or 308);
            if (!Uri.TryCreate(at, next, out var there))
            {
                return Failed(FetchOutcome.Refused, at, "It redirects to something that is no address.");
            }

            at = there;
        }

        return Failed(FetchOutcome.Refused, at, $"It redirects more than {MaxRedirects} times.");
    }

    private static string? ReasonToRefuse(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "Only http and https addresses are fetched."
        : address.UserInfo.Length > 0 ? "An address with a name and a password in it is not fetched."
        : null;

    private HttpRequestMessage Request(FetchRequest question, Uri at)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, at)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", question.Accept ?? "*/*");
        if (question.EntityTag is { Length: > 0 } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        request.Headers.IfModifiedSince = question.LastModified;
        if (question.BearerToken is { } token && IsOwn(question.Address, at))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in question.Sign?.Invoke(at) ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private bool IsOwn(Uri asked, Uri at) =>
        asked.Host == at.Host
        && asked.Port == at.Port
        && (
            at.Scheme == "https"
            || settings.TrustedNetworks.Any(network => IPAddress.TryParse(at.Host, out var ip) && network.Contains(ip))
        );

    private async Task<FetchResult> ReadAsync(
        FetchRequest question,
        HttpResponseMessage answer,
        Uri at,
        bool hasMoved,
        CancellationToken cancellation
    )
    {
        var outcome = OutcomeOf(answer.StatusCode);
        var most = Math.Min(question.MaxBytes ?? settings.MaxBytes, settings.MaxBytes);
        if (!question.HeadersOnly && outcome == FetchOutcome.Fetched && answer.Content.Headers.ContentLength > most)
        {
            return Failed(FetchOutcome.Refused, at, TooLarge(most));
        }

        // Of an error no more than its words.
        var limit = outcome == FetchOutcome.Fetched ? most : Math.Min(most, 64 * 1024);
        var content = question.HeadersOnly ? [] : await ReadAtMostAsync(answer, limit, cancellation);
        if (content is null && outcome == FetchOutcome.Fetched)
        {
            return Failed(FetchOutcome.Refused, at, TooLarge(most));
        }

        return new FetchResult(outcome, at)
        {
            Status = (int)answer.StatusCode,
            Content = content ?? [],
            ContentType = answer.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null,
            EntityTag = answer.Headers.TryGetValues("ETag", out var tags) ? tags.First() : null,
            LastModified = answer.Content.Headers.LastModified,
            RetryAfter = RetryAfterOf(answer),
            HasMoved = hasMoved,
            Problem = outcome is FetchOutcome.Fetched or FetchOutcome.NotModified
                ? null
                : $"The server answers {(int)answer.StatusCode} {answer.ReasonPhrase}".TrimEnd() + ".",
            Headers = answer.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    /// <returns>Null where there is more.</returns>
    private static async Task<byte[]?> ReadAtMostAsync(HttpResponseMessage answer, int most, CancellationToken cancellation)
    {
        await using var source = await answer.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var piece = new byte[81920];
        int count;
        while ((count = await source.ReadAsync(piece, cancellation)) > 0)
        {
            if (read.Length + count > most)
            {
                return null;
            }

            read.Write(piece, 0, count);
        }

        return read.ToArray();
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return wait is not { } asked ? null
            : asked < TimeSpan.Zero ? TimeSpan.Zero
            : asked > MaxWait ? MaxWait
            : asked;
    }

    private static FetchOutcome OutcomeOf(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and <= 299 => FetchOutcome.Fetched,
            304 => FetchOutcome.NotModified,
            404 or 410 => FetchOutcome.Gone,
            429 or 503 => FetchOutcome.Busy,
            _ => FetchOutcome.Denied,
        };

    /// <summary>Resolves, checks, and connects to what was checked: a name that answers otherwise the second time gains nothing.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => MayConnect(address));
        if (allowed.Length == 0)
        {
            throw new BlockedAddressException(
                addresses.Length == 0
                    ? $"{end.Host} has no address."
                    : $"{end.Host} is not on the public internet ({addresses[0]})."
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayConnect(IPAddress address) =>
        PublicAddresses.Contains(address)
        || settings.TrustedNetworks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static string TooLarge(int most) =>
        most >= 1024 * 1024 ? $"It is larger than {most / 1024 / 1024} MB." : $"It is larger than {most / 1024} KB.";

    private static FetchResult Failed(FetchOutcome outcome, Uri at, string problem) => new(outcome, at) { Problem = problem };

    private sealed class BlockedAddressException(string message) : IOException(message);
}
