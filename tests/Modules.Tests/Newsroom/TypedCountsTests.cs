using Concord.Newsroom.Import;

namespace Concord.Modules.Tests.Newsroom;

public sealed class TypedCountsTests
{
    [Theory]
    [InlineData("The Coalition has 82 members.", "82 members")]
    [InlineData("its 83 Member States", "83 Member States")]
    [InlineData("Les 82 membres de la Coalition", "82 membres")]
    [InlineData("يضم التحالف ٨٢ عضواً", "٨٢ عضواً")]
    [InlineData("هاوپەیمانی ٨٢ ئەندامی هەیە", "٨٢ ئەندامی")]
    public void A_typed_number_of_members_is_found(string text, string count) =>
        TypedCounts.Find(text).Single().Text.ShouldBe(count);

    [Theory]
    [InlineData("five members lead the group")]
    [InlineData("13 members met in London")]
    [InlineData("The Coalition has {{members 2020-10-01}} members.")]
    [InlineData("on 10 November 2020 members met")]
    [InlineData("2020 members")]
    [InlineData("82 schools")]
    public void Other_numbers_are_allowed(string text) => TypedCounts.Find(text).ShouldBeEmpty();
}
