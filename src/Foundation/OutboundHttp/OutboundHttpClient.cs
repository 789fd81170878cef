using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.RateLimiting;

namespace Concord.Foundation.OutboundHttp;

/// <summary>
/// The only client for requests to other servers. Addresses come from content and from feeds, that is from anybody: a name
/// is resolved and checked at the moment of connecting, anew for every redirect, and a response is cut off at its limits of
/// size and time.
/// </summary>
/// <remarks>Trust boundary. Nothing else in the product may connect to an address that it was given.</remarks>
public sealed class OutboundHttpClient : IDisposable
{
    private const int MaxRedirects = 5;
    private const int Mebibyte = 1024 * 1024;
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(7);
    private readonly OutboundHttpOptions options;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<IPNetwork> trusted;
    private readonly IReadOnlyList<IPNetwork> alsoPublic;

    /// <summary>Two clients, so that a connection to a private network is never reused by a request that must not have it.</summary>
    private readonly HttpClient publicClient;
    private readonly HttpClient trustedClient;

    /// <summary>Mebibytes that responses may take at the same time.</summary>
    private readonly ConcurrencyLimiter memory;

    public OutboundHttpClient(OutboundHttpOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        (trusted, alsoPublic) = (options.Trusted, options.Public);
        publicClient = Create(address => IsPublic(address));
        trustedClient = Create(address => IsPublic(address) || IsTrusted(address));
        memory = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = options.MaxTotalMegabytes,
                QueueLimit = int.MaxValue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
    }

    private static HttpClient Create(Func<IPAddress, bool> mayConnect)
    {
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
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, mayConnect, cancellation),
        };
        return new HttpClient(sockets) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    public void Dispose()
    {
        publicClient.Dispose();
        trustedClient.Dispose();
        memory.Dispose();
    }

    /// <summary>Reads from another server, and follows its redirects.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public Task<FetchResult> GetAsync(FetchRequest request, CancellationToken cancellation) =>
        RunAsync(request with { Method = HttpMethod.Get, Body = null }, cancellation);

    /// <summary>Sends a request that changes something on another server. A redirect is not followed.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public Task<FetchResult> SendAsync(FetchRequest request, CancellationToken cancellation) => RunAsync(request, cancellation);

    private async Task<FetchResult> RunAsync(FetchRequest request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        var at = request.Address;
        try
        {
            var megabytes = Math.Min((MaxBytesOf(request) + Mebibyte - 1) / Mebibyte, options.MaxTotalMegabytes);
            using var lease = await memory.AcquireAsync(request.HeadersOnly ? 1 : megabytes, limit.Token);
            return await FollowAsync(request, address => at = address, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(FetchOutcome.Unreachable, at, $"No complete response within {options.Seconds} seconds.");
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
                ? Failed(FetchOutcome.Refused, at, refused.Message) with
                {
                    MayHaveArrived = false,
                }
                : Failed(FetchOutcome.Unreachable, at, $"The server cannot be reached: {fault.GetBaseException().Message}") with
                {
                    MayHaveArrived = !IsBeforeConnection(fault),
                };
        }
    }

    private async Task<FetchResult> FollowAsync(FetchRequest request, Action<Uri> goTo, CancellationToken cancellation)
    {
        var (at, hasMoved) = (request.Address, false);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            goTo(at);
            if (ReasonToRefuse(at, options) is { } reason)
            {
                return Failed(FetchOutcome.Refused, at, reason) with { MayHaveArrived = false };
            }

            using var message = MessageFor(request, at);
            var client =
                request.AllowsTrustedNetworks && at.Authority == request.Address.Authority ? trustedClient : publicClient;
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } next)
            {
                return await ReadAsync(request, response, at, hasMoved && redirects > 0, cancellation);
            }

            if (request.Method != HttpMethod.Get)
            {
                return Failed(
                    FetchOutcome.Denied,
                    at,
                    $"The server redirects to {next}; what changes something is not redirected."
                ) with
                {
                    Status = (int)response.StatusCode,
                };
            }

            hasMoved = (redirects == 0 || hasMoved) && (int)response.StatusCode is (301 or 308);
            if (!Uri.TryCreate(at, next, out var there))
            {
                return Failed(FetchOutcome.Refused, at, "It redirects to something that is no address.");
            }

            if (at.Scheme == Uri.UriSchemeHttps && there.Scheme == Uri.UriSchemeHttp && !request.HeadersOnly)
            {
                // Anybody on the way could change what is read there.
                return Failed(FetchOutcome.Refused, there, $"It redirects from https to http ({there}).") with
                {
                    HasMoved = hasMoved,
                };
            }

            at = there;
        }

        return Failed(FetchOutcome.Refused, at, $"It redirects more than {MaxRedirects} times.");
    }

    private static string? ReasonToRefuse(Uri address, OutboundHttpOptions options) =>
        !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "Only http and https addresses are fetched."
        : address.UserInfo.Length > 0 ? "An address with a name and a password in it is not fetched."
        : !options.AllowsPort(address.Port)
            ? $"Port {address.Port} is not allowed; ports are allowed in Concord:OutboundHttp:ExtraPorts."
        : null;

    private HttpRequestMessage MessageFor(FetchRequest request, Uri at)
    {
        var message = new HttpRequestMessage(request.Method, at)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept ?? "*/*");
        if (request.EntityTag is { Length: > 0 } tag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        message.Headers.IfModifiedSince = request.LastModified;
        if (
            (request.Authorization ?? (request.BearerToken is { } token ? $"Bearer {token}" : null)) is { } secret
            && IsOwn(request.Address, at)
        )
        {
            message.Headers.TryAddWithoutValidation("Authorization", secret);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.BodyType);
        }

        foreach (var (name, value) in request.Sign?.Invoke(at) ?? [])
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private bool IsOwn(Uri requested, Uri at) =>
        requested.Host == at.Host
        && requested.Port == at.Port
        && (
            at.Scheme == "https"
            || (IPAddress.TryParse(at.Host, out var ip) && (IsTrusted(ip) || alsoPublic.Any(network => network.Contains(ip))))
        );

    private async Task<FetchResult> ReadAsync(
        FetchRequest request,
        HttpResponseMessage response,
        Uri at,
        bool hasMoved,
        CancellationToken cancellation
    )
    {
        var outcome = OutcomeOf(response.StatusCode);
        var maxBytes = MaxBytesOf(request);
        if (!request.HeadersOnly && outcome == FetchOutcome.Fetched && response.Content.Headers.ContentLength > maxBytes)
        {
            return Failed(FetchOutcome.Refused, at, TooLarge(maxBytes));
        }

        // Of an error no more than its words.
        var limit = outcome == FetchOutcome.Fetched ? maxBytes : Math.Min(maxBytes, 64 * 1024);
        var content = request.HeadersOnly ? [] : await ReadAtMostAsync(response, limit, cancellation);
        if (content is null && outcome == FetchOutcome.Fetched)
        {
            return Failed(FetchOutcome.Refused, at, TooLarge(maxBytes));
        }

        return new FetchResult(outcome, at)
        {
            Status = (int)response.StatusCode,
            Content = content ?? [],
            ContentType = response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null,
            EntityTag = response.Headers.TryGetValues("ETag", out var tags) ? tags.First() : null,
            LastModified = response.Content.Headers.LastModified,
            RetryAfter = RetryAfterOf(response),
            HasMoved = hasMoved,
            Problem = outcome is FetchOutcome.Fetched or FetchOutcome.NotModified
                ? null
                : $"The server answers {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + ".",
            Headers = response.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    /// <returns>Null where there is more.</returns>
    private static async Task<byte[]?> ReadAtMostAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellation)
    {
        await using var source = await response.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var piece = new byte[81920];
        while (await ReadPieceAsync(source, piece, cancellation) is > 0 and var count)
        {
            if (read.Length + count > maxBytes)
            {
                return null;
            }

            read.Write(piece, 0, count);
        }

        return read.ToArray();
    }

    private static async Task<int> ReadPieceAsync(Stream source, byte[] piece, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(piece, cancellation);
        }
        catch (InvalidOperationException fault)
        {
            // What the Brotli decoder throws for invalid data; other decoders throw InvalidDataException.
            throw new InvalidDataException("The response is not in the encoding that its header states.", fault);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return wait is not { } delay ? null
            : delay < TimeSpan.Zero ? TimeSpan.Zero
            : delay > MaxWait ? MaxWait
            : delay;
    }

    private static FetchOutcome OutcomeOf(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and <= 299 => FetchOutcome.Fetched,
            304 => FetchOutcome.NotModified,
            404 or 410 => FetchOutcome.NotFound,
            429 or 503 => FetchOutcome.Busy,
            _ => FetchOutcome.Denied,
        };

    private int MaxBytesOf(FetchRequest request) => Math.Min(request.MaxBytes ?? options.MaxBytes, options.MaxBytes);

    /// <summary>Resolves, checks, and connects to what was checked, so that a second response of the name server changes nothing.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint end,
        Func<IPAddress, bool> mayConnect,
        CancellationToken cancellation
    )
    {
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => mayConnect(address));
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

    private bool IsPublic(IPAddress address) =>
        PublicAddresses.Contains(address) || alsoPublic.Any(network => network.Contains(Unmapped(address)));

    private bool IsTrusted(IPAddress address) => trusted.Any(network => network.Contains(Unmapped(address)));

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsBeforeConnection(Exception fault) =>
        fault
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            };

    private static string TooLarge(int maxBytes) =>
        maxBytes >= 1024 * 1024 ? $"It is larger than {maxBytes / 1024 / 1024} MB." : $"It is larger than {maxBytes / 1024} KB.";

    private static FetchResult Failed(FetchOutcome outcome, Uri at, string problem) => new(outcome, at) { Problem = problem };

    private sealed class BlockedAddressException(string message) : IOException(message);
}
