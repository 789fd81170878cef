using Concord.Foundation.Languages;
using Concord.Members;
using Concord.Members.Ledger;

namespace Concord.Modules.Tests.Members;

public sealed class LedgerRulesTests
{
    private static readonly DateOnly Joined = new(2019, 2, 6);

    [Theory]
    [InlineData("2019-02-05", false)]
    [InlineData("2019-02-06", true)]
    [InlineData("2024-01-01", true)]
    public void A_member_counts_from_its_attested_date(string on, bool belongs) =>
        LedgerRules.Belongs(Member(), DateOnly.Parse(on, null)).ShouldBe(belongs);

    [Theory]
    [InlineData("2020-06-30", true)]
    [InlineData("2020-07-01", false)]
    public void A_member_counts_until_the_day_it_left(string on, bool belongs) =>
        LedgerRules.Belongs(Member(left: new DateOnly(2020, 6, 30)), DateOnly.Parse(on, null)).ShouldBe(belongs);

    [Theory]
    [InlineData("2019-02-11", "the old name")]
    [InlineData("2019-02-12", "the new name")]
    public void A_name_is_that_of_the_given_date(string on, string name)
    {
        var names = new[]
        {
            new MemberName
            {
                Language = "en",
                Until = DateOnly.MaxValue,
                Name = "the new name",
            },
            new MemberName
            {
                Language = "en",
                Until = new DateOnly(2019, 2, 11),
                Name = "the old name",
            },
        };

        LedgerRules.NamesOn(names, DateOnly.Parse(on, null))["en"].ShouldBe(name);
    }

    [Theory]
    [InlineData("2019-12-31", 70, 0)]
    [InlineData("2020-01-01", 70, 12)]
    [InlineData("2023-06-08", 85, 1)]
    [InlineData("2023-06-08", 99, 0)]
    public void Unnamed_members_are_counted_separately(string on, int known, int unknown)
    {
        var stated = new[]
        {
            new StatedTotal
            {
                On = new DateOnly(2023, 6, 8),
                Known = DatePrecision.Day,
                Total = 86,
            },
            new StatedTotal
            {
                On = new DateOnly(2020, 1, 1),
                Known = DatePrecision.Day,
                Total = 82,
            },
        };

        LedgerRules.NotIdentified(stated, DateOnly.Parse(on, null), known).ShouldBe(unknown);
    }

    [Fact]
    public void Strokes_are_grouped_and_institutions_are_taller()
    {
        var strokes = MemberStrokes.Of([Shown("2016-08-31"), Shown("2016-08-31"), Shown("2017-03-22", MemberKind.Institution)]);

        strokes.ShouldBe(new MemberStrokes("M.5 9v31m1-31v31m2.6-40v40", "4.6"));
    }

    [Fact]
    public void Without_members_no_stroke_is_drawn() => MemberStrokes.Of([]).Path.ShouldBeEmpty();

    private static Member Member(DateOnly? left = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            Slug = "x",
            Kind = MemberKind.State,
            Position = 1,
            AttestedBy = Joined,
            Known = DatePrecision.Day,
            LeftOn = left,
            SourceDigest = "",
        };

    private static MemberOnDate Shown(string by, MemberKind kind = MemberKind.State) =>
        new()
        {
            Slug = "x",
            Kind = kind,
            AttestedBy = DateOnly.Parse(by, null),
            Known = DatePrecision.Day,
            Sources = new Dictionary<string, string>(),
            Names = new Dictionary<string, string>(),
        };
}
