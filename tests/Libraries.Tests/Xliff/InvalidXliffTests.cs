using System.Text;
using Concord.Xliff;
using static Concord.Libraries.Tests.Xliff.XliffSample;

namespace Concord.Libraries.Tests.Xliff;

/// <summary>What the standard forbids is refused with its line and the reason.</summary>
public sealed class InvalidXliffTests
{
    /// <summary>What stands in a source, and what the message has to name.</summary>
    public static TheoryData<string, string> Sources() =>
        new()
        {
            { "<b>x</b>", "<b> may not stand in <source>" },
            { "<ph/>", "needs the attribute id" },
            { "<ph id=\"a b\"/>", "one token" },
            { "<ph id=\"1\">x</ph>", "only elements may stand" },
            { "<ph id=\"1\" canCopy=\"maybe\"/>", "yes or no" },
            { "<ph id=\"1\" canDelete=\"firstNo\"/>", "yes or no" },
            { "<ph id=\"1\" type=\"bold\"/>", "fmt, ui" },
            { "<ph id=\"1\" unknown=\"x\"/>", "no attribute unknown" },
            { "<ph id=\"1\"/><ph id=\"1\"/>", "stands twice" },
            { "<ph id=\"1\" subType=\"xlf:b\"/>", "needs the attribute type" },
            { "<ph id=\"1\" type=\"ui\" subType=\"xlf:b\"/>", "does not go with" },
            { "<ph id=\"1\" type=\"fmt\" subType=\"xlf:strong\"/>", "does not go with" },
            { "<ph id=\"1\" type=\"fmt\" subType=\"bold\"/>", "prefix:value" },
            { "<ph id=\"1\" copyOf=\"2\"/>", "names no code" },
            { "<ph id=\"1\" canCopy=\"no\"/><ph id=\"2\" copyOf=\"1\"/>", "canCopy=\"no\"" },
            { "<ph id=\"1\" dataRef=\"d\"/>", "names no <data>" },
            { "<ph id=\"1\" subFlows=\"elsewhere\"/>", "no <unit> of this <file>" },
            { "<ph id=\"1\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>", "canReorder=\"firstNo\" before it" },
            { "<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\"/>", "canDelete=\"no\"" },
            {
                "<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/><ph id=\"2\"/>"
                    + "<ph id=\"3\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
                "may not follow"
            },
            { "<pc id=\"1\" equivStart=\"x\">a</pc>", "equivStart and equivEnd" },
            { "<pc id=\"1\" subFlowsEnd=\"u\">a</pc>", "subFlowsStart and subFlowsEnd" },
            { "<sc id=\"1\"/>a", "needs one <ec startRef=\"1\">" },
            { "<ec startRef=\"1\"/><sc id=\"1\"/>", "after it" },
            { "<sc id=\"1\"/><ec startRef=\"1\"/><ec startRef=\"1\"/>", "needs one <ec" },
            { "<ec startRef=\"1\"/>", "needs an <sc id=\"1\">" },
            { "<sc id=\"1\" isolated=\"yes\"/><ec startRef=\"1\"/>", "is isolated" },
            { "<ec id=\"1\"/>", "needs startRef" },
            { "<ec isolated=\"yes\" id=\"1\" startRef=\"2\"/>", "may not have startRef" },
            { "<sc id=\"1\"/><ec startRef=\"1\" dir=\"ltr\"/>", "may have dir only" },
            { "<sc id=\"1\" canCopy=\"no\"/><ec startRef=\"1\"/>", "needs canCopy=\"no\"" },
            { "<sc id=\"1\"/><ec startRef=\"1\" canOverlap=\"no\"/>", "needs canOverlap=\"yes\"" },
            { "<sm id=\"1\"/>a", "needs an <em" },
            { "<em startRef=\"1\"/>a", "needs an <sm" },
            { "<em/>", "needs the attribute startRef" },
            { "<mrk id=\"1\" type=\"comment\">a</mrk>", "value or ref" },
            { "<mrk id=\"1\" type=\"comment\" value=\"a\" ref=\"#n=1\">a</mrk>", "value or ref" },
            { "<mrk id=\"1\" type=\"comment\" ref=\"#n=1\">a</mrk>", "names no <note>" },
            { "<mrk id=\"1\" type=\"mtc:match\" ref=\"#1\">a</mrk>", "mtc:match" },
            { "<mrk id=\"1\" type=\"other\">a</mrk>", "generic, comment, term" },
            { "<mrk id=\"1\" type=\"xlf:x\">a</mrk>", "prefix xlf" },
            { "<cp hex=\"0041\"/>", "XML does not allow" },
            { "<cp hex=\"1\"/>", "four hexadecimal digits" },
            { "<cp/>", "needs the attribute hex" },
            { "<source>x</source>", "may not stand in <source>" },
            { "<o:x/>", "may not stand in <source>" },
            { "<ph id=\"1\" xmlns:f=\"urn:oasis:names:tc:xliff:fs:2.0\" f:subFs=\"a,b\"/>", "needs the attribute fs:fs" },
        };

    /// <summary>What stands in a file after its first line, the line of the fault counted from there, and the message.</summary>
    public static TheoryData<string, int, string> Contents() =>
        new()
        {
            { "", -1, "needs <unit> or <group>" },
            { "text<group id=\"1\"/>", 0, "only elements may stand" },
            { "<group/>", 0, "needs the attribute id" },
            { "<group id=\"1\"/>\n<group id=\"1\"/>", 1, "stands twice" },
            { "<group id=\"1\">\n<group id=\"1\"/></group>", 1, "stands twice" },
            { "<unit id=\"1\"/>", 0, "needs <segment> or <ignorable>" },
            { "<unit id=\"1\"><ignorable><source>a</source></ignorable></unit>", 0, "at least one <segment>" },
            { "<unit id=\"1\"><segment/></unit>", 0, "needs <source>" },
            { "<unit id=\"1\"><segment>\n<target>a</target></segment></unit>", 1, "needs <source> before <target>" },
            { "<unit id=\"1\"><segment><target>a</target><source>a</source></segment></unit>", 0, "needs <source> before" },
            { "<unit id=\"1\"><segment><source>a</source>\n<source>a</source></segment></unit>", 1, "one too many" },
            { "<unit id=\"1\"><segment><source>a</source></segment>\n<notes><note>a</note></notes></unit>", 1, "comes earlier" },
            { "<notes/><group id=\"1\"/>", 0, "needs <note>" },
            { "<notes><note id=\"1\">a</note>\n<note id=\"1\">b</note></notes><group id=\"1\"/>", 1, "stands twice" },
            { "<notes><note priority=\"11\">a</note></notes><group id=\"1\"/>", 0, "from 1 to 10" },
            { "<notes><note appliesTo=\"both\">a</note></notes><group id=\"1\"/>", 0, "source or target" },
            { "<skeleton/><group id=\"1\"/>", 0, "<skeleton> needs content" },
            { "<skeleton href=\"a\">b</skeleton><group id=\"1\"/>", 0, "has to be empty" },
            { "<group id=\"1\"/>\n<skeleton href=\"a\"/>", 1, "comes earlier" },
            { "<unknown/><group id=\"1\"/>", 0, "before <unknown>" },
            { "<group id=\"1\" canResegment=\"y\"/>", 0, "yes or no" },
            { "<group id=\"1\" srcDir=\"left\"/>", 0, "ltr, rtl or auto" },
            { "<group id=\"1\" type=\"plain\"/>", 0, "prefix:value" },
            { "<group id=\"1\" type=\"xlf:x\"/>", 0, "prefix xlf" },
            { "<group id=\"1\" xml:space=\"keep\"/>", 0, "xml:space" },
            {
                "<unit id=\"1\"><originalData><data id=\"d\">a</data>\n<data id=\"d\">b</data></originalData><segment><source/></segment></unit>",
                1,
                "stands twice"
            },
            {
                "<unit id=\"1\"><originalData><data id=\"d\">a</data></originalData><segment><source>"
                    + "<pc id=\"1\" dataRefStart=\"d\">a</pc></source></segment></unit>",
                0,
                "dataRefStart and dataRefEnd"
            },
            {
                "<unit id=\"1\"><originalData><data id=\"d\">a</data></originalData><segment><source>"
                    + "<ph id=\"1\" dataRef=\"d\"/><ph id=\"2\" copyOf=\"1\"/></source></segment></unit>",
                0,
                "has original data"
            },
            {
                "<unit id=\"1\"><originalData><data id=\"d\">a</data></originalData><segment><source>"
                    + "<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\" dataRef=\"d\"/></source></segment></unit>",
                0,
                "both copyOf and dataRef"
            },
            {
                "<unit id=\"1\"><originalData><data id=\"d\" xml:space=\"default\">a</data></originalData><segment><source/></segment></unit>",
                0,
                "has to be preserve"
            },
            { "<unit id=\"1\"><segment id=\"1\"><source><ph id=\"1\"/></source></segment></unit>", 0, "stands twice" },
            { "<unit id=\"1\"><segment subState=\"own:x\"><source/></segment></unit>", 0, "needs the attribute state" },
            { "<unit id=\"1\"><segment state=\"initial\" subState=\"x\"><source/></segment></unit>", 0, "prefix:value" },
            { "<unit id=\"1\"><segment state=\"done\"><source/></segment></unit>", 0, "initial, translated" },
            { "<unit id=\"1\"><segment state=\"translated\"><source/></segment></unit>", 0, "needs a <target>" },
            { "<unit id=\"1\"><segment><source/><target order=\"0\"/></segment></unit>", 0, "a number from 1" },
            { "<unit id=\"1\"><segment><source/><target order=\"2\"/></segment></unit>", 0, "from 1 to 1" },
            {
                "<unit id=\"1\"><segment><source/><target order=\"2\"/></segment>\n<segment><source/><target order=\"2\"/></segment></unit>",
                1,
                "stands twice"
            },
            {
                "<unit id=\"1\"><segment><source/><target order=\"2\"/></segment><segment><source/><target/></segment></unit>",
                0,
                "leaves place 1"
            },
            { "<unit id=\"1\"><segment><source xml:lang=\"fr\"/></segment></unit>", 0, "differs from srcLang" },
            { "<unit id=\"1\"><segment><source/>\n<target xml:lang=\"fr\"/></segment></unit>", 1, "differs from trgLang" },
            { "<g:glossary/><group id=\"1\"/>", 0, "may stand in <unit> only" },
            { "<d:metadata><d:meta type=\"t\"/></d:metadata><group id=\"1\"/>", 0, "needs <mda:metaGroup>" },
            { "<d:metadata><d:metaGroup><d:meta/></d:metaGroup></d:metadata><group id=\"1\"/>", 0, "needs the attribute type" },
            { "<v:validation><v:rule/></v:validation><group id=\"1\"/>", 0, "exactly one of" },
            {
                "<v:validation><v:rule isNotPresent=\"a\" occurs=\"1\"/></v:validation><group id=\"1\"/>",
                0,
                "occurs only with isPresent"
            },
            {
                "<unit id=\"1\"><g:glossary><g:glossEntry><g:term>a</g:term></g:glossEntry></g:glossary><segment><source/></segment></unit>",
                0,
                "needs <gls:translation>"
            },
            {
                "<unit id=\"1\"><m:matches><m:match ref=\"#9\"><source/><target/></m:match></m:matches><segment><source/></segment></unit>",
                0,
                "names nothing"
            },
            {
                "<unit id=\"1\"><m:matches><m:match ref=\"#1\" matchQuality=\"101\"><source/><target/></m:match></m:matches>"
                    + "<segment id=\"1\"><source/></segment></unit>",
                0,
                "from 0 to 100"
            },
        };

    /// <summary>A source, its target, attributes of the segment, and the message.</summary>
    public static TheoryData<string, string, string, string> Targets() =>
        new()
        {
            { "<ph id=\"1\"/>", "<pc id=\"1\">a</pc>", "", "belongs to another element" },
            { "<ph id=\"1\"/>", "<ph id=\"1\"/><ph id=\"1\"/>", "", "stands twice in the targets" },
            { "a", "<ph id=\"s\"/>", "id=\"s\"", "belongs to another element" },
            { "<ph id=\"1\" canDelete=\"no\"/>", "a", "state=\"final\"", "lacks the code" },
            { "<sc id=\"1\"/>a<ec startRef=\"1\"/>", "<sc id=\"1\"/>a", "", "needs one <ec" },
            { "<sm id=\"1\"/>a<em startRef=\"1\"/>", "<sm id=\"1\"/>a", "", "needs an <em" },
            {
                "<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/><ph id=\"2\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
                "<ph id=\"2\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/><ph id=\"1\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
                "",
                "as in the source"
            },
        };

    public static TheoryData<string, string> Roots() =>
        new()
        {
            { "<file/>", "XLIFF begins with <xliff>" },
            { "<xliff/>", "namespace" },
            { "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'/>", "namespace" },
            {
                $"<xliff xmlns='{Core20}' srcLang='en'><file id='f'><group id='g'/></file></xliff>",
                "needs the attribute version"
            },
            {
                $"<xliff xmlns='{Core20}' version='1.2' srcLang='en'><file id='f'><group id='g'/></file></xliff>",
                "version “1.2”"
            },
            {
                $"<xliff xmlns='{Core20}' version='2.1'><file id='f'><group id='g'/></file></xliff>",
                "needs the attribute srcLang"
            },
            {
                $"<xliff xmlns='{Core20}' version='2.1' srcLang='en_GB'><file id='f'><group id='g'/></file></xliff>",
                "language code"
            },
            { $"<xliff xmlns='{Core20}' version='2.1' srcLang='en'/>", "needs <file>" },
            {
                $"<xliff xmlns='{Core20}' version='2.1' srcLang='en'><file id='f'><group id='g'/></file><file id='f'><group id='g'/></file></xliff>",
                "stands twice"
            },
            {
                $"<xliff xmlns='{Core20}' version='2.1' srcLang='en'><file id='f'><unit id='u'><segment><source/><target/></segment></unit></file></xliff>",
                "no attribute trgLang"
            },
            {
                $"<xliff xmlns='{Core20}' version='2.1' srcLang='en'><notes><note>a</note></notes><file id='f'><group id='g'/></file></xliff>",
                "needs <file> before <notes>"
            },
            { $"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff xmlns='{Core20}'/>", "not well-formed" },
            { $"<xliff xmlns='{Core20}'>", "not well-formed" },
            { "", "not well-formed" },
            { "<?xml version='1.0' encoding='no-such'?><xliff/>", "" },
        };

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_source_is_refused_on_its_line(string content, string message) =>
        ShouldBeRefused(Source(content), FirstLine + 2, message);

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_file_is_refused_on_its_line(string content, int line, string message) =>
        ShouldBeRefused(File(content), FirstLine + line, message);

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_held_against_its_source(string source, string target, string attributes, string message)
    {
        var result = Read(Pair(source, target, attributes));
        result.Document.ShouldBeNull();
        result.Problems.ShouldContain(problem => problem.Message.Contains(message));
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void A_root_is_refused(string text, string message)
    {
        var result = Read(text);
        result.Document.ShouldBeNull();
        result.Problems[0].Message.ShouldContain(message);
    }

    [Fact]
    public void Deep_files_are_refused_before_they_are_built()
    {
        var result = Read(
            Source(
                string.Concat(Enumerable.Range(0, 5000).Select(id => $"<pc id='{id}'>"))
                    + string.Concat(Enumerable.Repeat("</pc>", 5000))
            )
        );
        result.Problems.Single().Message.ShouldContain("within each other");
    }

    [Fact]
    public void At_most_a_hundred_problems_are_told()
    {
        var result = Read(Source(string.Concat(Enumerable.Repeat("<ph/>", 500))));
        result.Problems.Count.ShouldBe(100);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused()
    {
        var result = XliffReader.Read(new byte[XliffReader.MaxBytes + 1]);
        result.Problems.Single().Message.ShouldContain("megabytes");
    }

    private static void ShouldBeRefused(string text, int line, string message)
    {
        var result = Read(text);
        result.Document.ShouldBeNull();
        result.Problems.ShouldContain(
            problem => problem.Line == line && problem.Message.Contains(message),
            string.Join('\n', result.Problems)
        );
    }
}
