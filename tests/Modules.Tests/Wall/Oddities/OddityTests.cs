using System.Globalization;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;

namespace Concord.Modules.Tests.Wall.Oddities;

/// <summary>What real servers send besides what their specification says, each with what is to be read from it.</summary>
public sealed class OddityTests(OddityServer server) : IClassFixture<OddityServer>
{
    public static TheoryData<string, string> All =>
        [.. OddityServer.Protocols.SelectMany(protocol => Oddity.Of(protocol).Select(oddity => (protocol, oddity.Name)))];

    [Theory, MemberData(nameof(All))]
    public async Task An_oddity_is_read_right(string protocol, string name)
    {
        var (ordinary, oddity) = server.Find(protocol, name);

        var result = await server.ReadAsync(protocol, name);

        (result.Problem ?? "").ShouldStartWith(oddity.Problem ?? "");
        (result.Problem is null).ShouldBe(oddity.Problem is null, result.Problem);
        var expected = oddity.Is is null ? [] : oddity.And.Prepend(oddity.Is).Select(post => Lines(ordinary, post)).ToList();
        string.Join("\n\n", result.Posts.Select(Lines)).ShouldBe(server.Placed(string.Join("\n\n", expected), protocol, name));
        result.Faults.Select(fault => fault.What).ShouldBe(oddity.Faults.Select(server.Placed));
    }

    [Fact]
    public void There_are_three_hundred_oddities_with_names_of_their_own()
    {
        All.Count.ShouldBeGreaterThanOrEqualTo(300);
        All.Select(row => row.Data).Distinct().Count().ShouldBe(All.Count);
        OddityServer.Protocols.ShouldAllBe(protocol => Oddity.Of(protocol)[0].Name == "ordinary");
    }

    private static string Lines(Dictionary<string, object?> ordinary, Dictionary<string, object?> post)
    {
        post.Keys.Except(Names).ShouldBeEmpty();
        return string.Join(
            '\n',
            Names
                .Select(name =>
                    (Name: name, Value: Text(post.TryGetValue(name, out var own) ? own : ordinary.GetValueOrDefault(name)))
                )
                .Where(field => field.Value.Length > 0)
                .Select(field => $"{field.Name}: {field.Value}")
        );
    }

    private static readonly string[] Names =
    [
        "id",
        "shared-id",
        "link",
        "author",
        "at",
        "edited",
        "text",
        "warning",
        "language",
        "tags",
        "files",
        "sensitive",
        "quote",
    ];

    private static string Lines(FetchedPost post) =>
        string.Join(
            '\n',
            new (string Name, string? Value)[]
            {
                ("id", post.Id),
                ("shared-id", post.SharedId),
                ("link", post.Link),
                ("author", post.Author),
                ("at", Time(post.At)),
                ("edited", Time(post.EditedAt)),
                ("text", post.Text),
                ("warning", post.Warning),
                ("language", post.Language),
                ("tags", string.Join(" | ", post.Hashtags)),
                ("files", string.Join(" | ", post.Files.Select(File))),
                ("sensitive", post.IsSensitive ? "true" : null),
                ("quote", post.Quote is { } quote ? Parts(quote.Author, quote.Text, quote.Link) : null),
            }
                .Where(field => !string.IsNullOrEmpty(field.Value))
                .Select(field => $"{field.Name}: {field.Value}")
        );

    private static string File(PostFile file) => Parts(file.Address, file.Type, file.Still, file.Description);

    /// <summary>Missing ones at the end are left out, others are a dash.</summary>
    private static string Parts(params string?[] parts) =>
        string.Join(
            " ; ",
            parts.Reverse().SkipWhile(string.IsNullOrEmpty).Reverse().Select(part => string.IsNullOrEmpty(part) ? "-" : part)
        );

    private static string? Time(DateTimeOffset? at) =>
        at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            IEnumerable<object> list => string.Join(" | ", list),
            _ => value.ToString()!.TrimEnd('\n'),
        };
}
