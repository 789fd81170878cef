using System.Threading.RateLimiting;

namespace Concord.Accounts.SignIn;

/// <summary>
/// Limits attempts with a password: of one network for one name, and of one network for all names. Another network is not
/// affected, so that nobody can lock a colleague out; passkeys are not limited. Names that do not exist count as others do.
/// </summary>
internal sealed class SignInLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<(string Network, string Name)> perName;
    private readonly PartitionedRateLimiter<(string Network, string Name)> perNetwork;

    public SignInLimits(AccountsOptions options)
    {
        perName = PartitionedRateLimiter.Create<(string Network, string Name), (string, string)>(attempt =>
            RateLimitPartition.GetSlidingWindowLimiter(attempt, _ => Of(options.AttemptsPerName))
        );
        perNetwork = PartitionedRateLimiter.Create<(string Network, string Name), string>(attempt =>
            RateLimitPartition.GetSlidingWindowLimiter(attempt.Network, _ => Of(options.AttemptsPerNetwork))
        );
    }

    /// <param name="network">As <see cref="Foundation.Security.ClientKeys"/> names it.</param>
    /// <param name="name">Normalized.</param>
    public bool TryAttempt(string network, string name)
    {
        using var ofName = perName.AttemptAcquire((network, name));
        using var ofNetwork = ofName.IsAcquired ? perNetwork.AttemptAcquire((network, name)) : null;
        return ofNetwork is { IsAcquired: true };
    }

    public void Dispose()
    {
        perName.Dispose();
        perNetwork.Dispose();
    }

    private static SlidingWindowRateLimiterOptions Of(int attempts) =>
        new()
        {
            PermitLimit = attempts,
            Window = Window,
            SegmentsPerWindow = 10,
        };
}
