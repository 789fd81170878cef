using Concord.Foundation.Languages;
using Concord.TestKit;

namespace Concord.Modules.Tests.Foundation;

public sealed class PoFileTests
{
    [Fact]
    public void Entries_keep_their_key_their_plurals_and_their_line()
    {
        var entries = PoFile.Parse(
            """
            msgid ""
            msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\n"

            #. a remark
            #, fuzzy
            msgctxt "members.count"
            msgid "{n} member"
            msgid_plural "{n} members"
            msgstr[0] "{n} "
            "عضو"
            msgstr[1] "a \"quoted\"\tword"
            #~ msgid "obsolete"
            #~ msgstr "gone"
            """,
            "a.po"
        );

        entries.Count.ShouldBe(2);
        entries[1].Context.ShouldBe("members.count");
        entries[1].Forms.ShouldBe(["{n} عضو", "a \"quoted\"\tword"]);
        entries[1].IsFuzzy.ShouldBeTrue();
        entries[1].Line.ShouldBe(6);
    }

    [Theory]
    [InlineData("msgid \"a\"\nmsgstr \"b", 2)]
    [InlineData("msgid \"a\"\nmsgstr \"b\\q\"", 2)]
    [InlineData("msgid \"a\"\nmsgstr \"b\\\"", 2)]
    [InlineData("msgid \"a\"\n\nnonsense \"b\"", 2)]
    [InlineData("msgid \"a\"\nnonsense \"b\"", 2)]
    [InlineData("\"stray\"", 1)]
    [InlineData("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n\n", 4)]
    [InlineData("msgstr \"a\"\nmsgstr \"b\"", 2)]
    public void A_problem_names_the_file_and_the_line(string text, int line) =>
        Should.Throw<FormatException>(() => PoFile.Parse(text, "a.po")).Message.ShouldStartWith($"a.po, line {line}: ");

    [Fact]
    public void Input_that_is_not_PO_is_only_reported()
    {
        foreach (
            var text in Fuzz.Texts(
                3000,
                30,
                "msgid ",
                "msgstr ",
                "msgstr[0] ",
                "msgid_plural ",
                "\"",
                "\"a\"",
                "\n",
                "\\",
                "#, fuzzy",
                "msgctxt \"a\"\n"
            )
        )
        {
            Survives(() => PoFile.Parse(text, "a.po"));
        }
    }

    [Theory]
    [InlineData("nplurals=2; plural=(n != 1);", new[] { 1, 0, 1 })]
    [InlineData("nplurals=2; plural=n>1", new[] { 0, 0, 1 })]
    [InlineData("nplurals=1; plural=0;", new[] { 0, 0, 0 })]
    public void A_plural_rule_selects_the_form(string header, int[] forms) =>
        Enumerable.Range(0, 3).Select(number => PluralRule.Parse(header).FormOf(number)).ShouldBe(forms);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(10, 3)]
    [InlineData(11, 4)]
    [InlineData(82, 4)]
    [InlineData(99, 4)]
    [InlineData(100, 5)]
    [InlineData(102, 5)]
    [InlineData(103, 3)]
    public void Arabic_has_six_forms(int number, int form) =>
        PluralRule
            .Parse(
                "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5);"
            )
            .FormOf(number)
            .ShouldBe(form);

    [Theory]
    [InlineData("")]
    [InlineData("nplurals=0; plural=0;")]
    [InlineData("nplurals=2; plural=n +;")]
    [InlineData("nplurals=2; plural=(n;")]
    [InlineData("nplurals=2; plural=n ? 1;")]
    [InlineData("nplurals=2; plural=system(1);")]
    public void An_invalid_plural_rule_is_refused(string header) => Should.Throw<FormatException>(() => PluralRule.Parse(header));

    [Fact]
    public void Deep_brackets_do_not_overflow_the_stack() =>
        Should.Throw<FormatException>(() => PluralRule.Parse($"nplurals=2; plural={new string('(', 1_000_000)};"));

    [Fact]
    public void Any_plural_expression_is_read_or_refused()
    {
        foreach (
            var text in Fuzz.Texts(5000, 30, "n", "1", "?", ":", "(", ")", "!", "%", "/", "&&", "||", "==", "<", "-", " ", "100")
        )
        {
            Survives(() => PluralRule.Parse($"nplurals=3; plural={text};").FormOf(7).ShouldBeInRange(0, 2));
        }
    }

    private static void Survives(Action read)
    {
        try
        {
            read();
        }
        catch (FormatException)
        {
            // The expected failure.
        }
    }
}
