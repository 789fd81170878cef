using System.Security.Cryptography;
using System.Text;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Accounts;

/// <summary>The managers of ASP.NET Core Identity over our own store.</summary>
public sealed class AccountStoreTests
{
    private const string Name = "محررة@example.org";
    private const string Password = "correct horse battery";

    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));

    public static TheoryData<Provider> All => Providers.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_person_signs_in_by_password_and_a_wrong_one_writes_nothing(Provider provider)
    {
        await using var database = await OpenAsync(provider);
        await CreateAsync(database);

        (await SignInAsync(database, Password)).Result.Succeeded.ShouldBeTrue();
        var before = await VersionAsync(database);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            (await SignInAsync(database, $"wrong {attempt}")).Result.Succeeded.ShouldBeFalse();
        }

        (await VersionAsync(database)).ShouldBe(before);
        (await SignInAsync(database, Password)).Result.Succeeded.ShouldBeTrue();
        (await CountJournalAsync(database)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_second_of_two_concurrent_account_changes_is_a_conflict(Provider provider)
    {
        await using var database = await OpenAsync(provider);
        await CreateAsync(database);
        await using var one = database.Scope();
        await using var two = database.Scope();
        var (first, second) = (await FindAsync(one), await FindAsync(two));

        (first.DisplayName, second.DisplayName) = ("First", "Second");
        (await Users(one).UpdateAsync(first)).Succeeded.ShouldBeTrue();

        (await Users(two).UpdateAsync(second)).Errors.Single().Code.ShouldBe("ConcurrencyFailure");
        await using var scope = database.Scope();
        (await FindAsync(scope)).DisplayName.ShouldBe("First");
        (await Users(scope).CreateAsync(new Account { Id = Guid.CreateVersion7(), UserName = Name }, Password))
            .Errors.Single()
            .Code.ShouldBe("DuplicateUserName");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_one_time_code_signs_in_once_on_all_nodes_together(Provider provider)
    {
        await using var database = await OpenAsync(provider);
        await CreateAsync(database);
        string key;
        await using (var scope = database.Scope())
        {
            var account = await FindAsync(scope);
            await Users(scope).ResetAuthenticatorKeyAsync(account);
            await Users(scope).SetTwoFactorEnabledAsync(account, enabled: true);
            key = (await Users(scope).GetAuthenticatorKeyAsync(account)).ShouldNotBeNull();
            account.AuthenticatorKey.ShouldNotBeNull().ShouldNotContain(key);
        }

        var password = await SignInAsync(database, Password);
        password.Result.RequiresTwoFactor.ShouldBeTrue();
        var code = OneTimeCodes.CodeAt(OneTimeCodes.FromBase32(key), Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => SecondFactorAsync(database, password.Cookies, code)))
        );

        results.Count(result => result.Succeeded).ShouldBe(1);
        (await SecondFactorAsync(database, password.Cookies, code)).Succeeded.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await SecondFactorAsync(database, password.Cookies, code)).Succeeded.ShouldBeFalse();
        // The clock of the phone is half a minute ahead.
        var next = OneTimeCodes.CodeAt(OneTimeCodes.FromBase32(key), (Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + 1);
        (await SecondFactorAsync(database, password.Cookies, next)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_specification(long seconds, string code) =>
        OneTimeCodes.CodeAt(Encoding.ASCII.GetBytes("12345678901234567890"), seconds / 30).ShouldBe(code);

    [Theory, MemberData(nameof(All))]
    public async Task A_recovery_code_is_stored_as_a_hash_and_accepted_once(Provider provider)
    {
        await using var database = await OpenAsync(provider);
        await CreateAsync(database);
        List<string> codes;
        await using (var scope = database.Scope())
        {
            codes = [.. (await Users(scope).GenerateNewTwoFactorRecoveryCodesAsync(await FindAsync(scope), 10))!];
            var stored = await scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<RecoveryCode>()
                .Select(row => row.Hash)
                .ToListAsync();
            stored.Count.ShouldBe(10);
            stored.ShouldAllBe(hash => codes.TrueForAll(code => !hash.Contains(code, StringComparison.OrdinalIgnoreCase)));
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RedeemAsync(codes[0]))));

        results.Count(isAccepted => isAccepted).ShouldBe(1);
        (await RedeemAsync(codes[0])).ShouldBeFalse();
        (await RedeemAsync(codes[1])).ShouldBeTrue();
        (await RedeemAsync("nonsense")).ShouldBeFalse();
        await using var last = database.Scope();
        (await Users(last).CountRecoveryCodesAsync(await FindAsync(last))).ShouldBe(8);

        async Task<bool> RedeemAsync(string code)
        {
            await using var scope = database.Scope();
            var users = Users(scope);
            return (await users.RedeemTwoFactorRecoveryCodeAsync(await FindAsync(scope), code)).Succeeded;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Passkeys_are_added_used_found_and_removed(Provider provider)
    {
        await using var database = await OpenAsync(provider);
        await CreateAsync(database);
        var passkey = Passkey(signCount: 4_000_000_000);
        await using (var scope = database.Scope())
        {
            (await Users(scope).AddOrUpdatePasskeyAsync(await FindAsync(scope), passkey)).Succeeded.ShouldBeTrue();
        }

        await using (var scope = database.Scope())
        {
            var account = (await Users(scope).FindByPasskeyIdAsync(passkey.CredentialId)).ShouldNotBeNull();
            account.UserName.ShouldBe(Name);
            var found = (await Users(scope).GetPasskeyAsync(account, passkey.CredentialId)).ShouldNotBeNull();
            (found.Name, found.SignCount, found.IsUserVerified, found.CreatedAt).ShouldBe(
                ("هاتف", 4_000_000_000, true, passkey.CreatedAt)
            );
            found.Transports.ShouldBe(["internal", "hybrid"]);
            found.PublicKey.ShouldBe(passkey.PublicKey);
            (await Users(scope).AddOrUpdatePasskeyAsync(account, Passkey(signCount: 4_000_000_001))).Succeeded.ShouldBeTrue();
            (await Users(scope).GetPasskeysAsync(account)).Single().SignCount.ShouldBe(4_000_000_001);
        }

        await using (var scope = database.Scope())
        {
            (await Users(scope).RemovePasskeyAsync(await FindAsync(scope), passkey.CredentialId)).Succeeded.ShouldBeTrue();
            (await Users(scope).FindByPasskeyIdAsync(passkey.CredentialId)).ShouldBeNull();
            (await Users(scope).DeleteAsync(await FindAsync(scope))).Succeeded.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(Provider.Sqlite, Provider.Postgres)]
    [InlineData(Provider.Postgres, Provider.Sqlite)]
    public async Task Accounts_and_keys_survive_backup_and_restore(Provider from, Provider to)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "concord.backup");
        await using var database = await OpenAsync(from);
        await CreateAsync(database);
        string key;
        List<string> codes;
        await using (var scope = database.Scope())
        {
            var account = await FindAsync(scope);
            await Users(scope).ResetAuthenticatorKeyAsync(account);
            key = (await Users(scope).GetAuthenticatorKeyAsync(account))!;
            codes = [.. (await Users(scope).GenerateNewTwoFactorRecoveryCodesAsync(account, 3))!];
            await Users(scope).AddOrUpdatePasskeyAsync(account, Passkey(signCount: 7));
            await scope
                .ServiceProvider.GetRequiredService<BackupWriter>()
                .RunAsync(path, passphrase: null, progress: null, default);
        }

        await using var target = await OpenAsync(to);
        await using (var scope = target.Scope())
        {
            await scope
                .ServiceProvider.GetRequiredService<BackupReader>()
                .RunAsync(path, passphrase: null, [], progress: null, default);
        }

        (await SignInAsync(target, Password)).Result.Succeeded.ShouldBeTrue();
        await using (var scope = target.Scope())
        {
            var account = await FindAsync(scope);
            (await Users(scope).GetAuthenticatorKeyAsync(account)).ShouldBe(key);
            (await Users(scope).RedeemTwoFactorRecoveryCodeAsync(account, codes[0])).Succeeded.ShouldBeTrue();
            (await Users(scope).GetPasskeysAsync(account)).Single().SignCount.ShouldBe(7u);
        }
    }

    private static Task<TestDatabase> OpenAsync(Provider provider) => Providers.OpenAsync(provider, Clock);

    private static async Task CreateAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var account = new Account { Id = Guid.CreateVersion7(), UserName = Name };
        (await Users(scope).CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
    }

    private static UserManager<Account> Users(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

    private static async Task<Account> FindAsync(AsyncServiceScope scope) =>
        (await Users(scope).FindByNameAsync(Name)).ShouldNotBeNull();

    private static async Task<int> VersionAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return (await FindAsync(scope)).Version;
    }

    private static async Task<long> CountJournalAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<JournalReader>().LastAsync(default);
    }

    private static Task<(SignInResult Result, string Cookies)> SignInAsync(TestDatabase database, string password) =>
        WithRequestAsync(
            database,
            "",
            manager => manager.PasswordSignInAsync(Name, password, isPersistent: false, lockoutOnFailure: true)
        );

    private static async Task<SignInResult> SecondFactorAsync(TestDatabase database, string cookies, string code) =>
        (
            await WithRequestAsync(
                database,
                cookies,
                manager => manager.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            )
        ).Result;

    /// <summary>Runs a sign-in as a request with these cookies would, and returns the cookies it set.</summary>
    private static async Task<(SignInResult Result, string Cookies)> WithRequestAsync(
        TestDatabase database,
        string cookies,
        Func<SignInManager<Account>, Task<SignInResult>> signIn
    )
    {
        await using var scope = database.Scope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Scheme = "https";
        http.Request.Headers.Cookie = cookies;
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var result = await signIn(scope.ServiceProvider.GetRequiredService<SignInManager<Account>>());
        return (result, string.Join("; ", http.Response.Headers.SetCookie.Select(cookie => cookie!.Split(';')[0])));
    }

    private static UserPasskeyInfo Passkey(uint signCount) =>
        new(
            SHA256.HashData("credential"u8),
            [1, 2, 3],
            Clock.Start,
            signCount,
            ["internal", "hybrid"],
            isUserVerified: true,
            isBackupEligible: true,
            isBackedUp: false,
            [4],
            [5]
        )
        {
            Name = "هاتف",
        };
}
