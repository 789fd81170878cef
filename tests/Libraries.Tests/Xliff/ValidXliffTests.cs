using System.Text;
using Concord.Xliff;
using static Concord.Libraries.Tests.Xliff.XliffSample;

namespace Concord.Libraries.Tests.Xliff;

/// <summary>What the standard allows is read.</summary>
public sealed class ValidXliffTests
{
    public static TheoryData<string> Sources() =>
        [
            "Plain text",
            "",
            "<![CDATA[a < b]]>",
            "<cp hex=\"001A\"/>",
            "<ph id=\"1\"/>a<pc id=\"2\">b<pc id=\"3\">c</pc></pc>",
            "<sc id=\"1\"/>a<ec startRef=\"1\"/>",
            "<sc id=\"1\" isolated=\"yes\"/>a",
            "a<ec id=\"1\" isolated=\"yes\" dir=\"rtl\"/>",
            "<sc id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/>a"
                + "<ec startRef=\"1\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
            "<mrk id=\"1\" translate=\"no\">Daesh</mrk>",
            "<mrk id=\"1\" type=\"comment\" value=\"a remark\">a</mrk>",
            "<mrk id=\"1\" type=\"term\" ref=\"https://a.example/term\">a</mrk>",
            "<mrk id=\"1\" type=\"own:kind\">a</mrk>",
            "<sm id=\"1\" type=\"term\"/>a<em startRef=\"1\"/>",
            "<ph id=\" 1 \" type=\"fmt\" subType=\"xlf:lb\"/>",
            "<ph id=\"1\" type=\"ui\" subType=\"xlf:var\"/>",
            "<ph id=\"1\" type=\"other\" subType=\"own:x\"/>",
            "<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>",
            "<ph id=\"1\" subFlows=\"u\"/>",
            "<pc id=\"1\" subFlowsStart=\"u\" subFlowsEnd=\"u\" equivStart=\"\" equivEnd=\"\">a</pc>",
            "<ph id=\"1\" o:kind=\"x\"/>",
            "<ph id=\"1\" xmlns:f=\"urn:oasis:names:tc:xliff:fs:2.0\" f:fs=\"img\" f:subFs=\"src,a.png\"/>",
            "<cp hex=\"0001\" xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\" s:schemaLocation=\"a b\"/>",
            "<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/> "
                + "<ph id=\"2\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/><ph id=\"3\"/>",
            "كتاب <?hint x?><!-- a remark -->",
        ];

    public static TheoryData<string> Contents() =>
        [
            "<unit id=\"u\"><segment><source>a</source></segment></unit>",
            "<skeleton href=\"a.skl\"/><unit id=\"u\"><segment><source>a</source></segment></unit>",
            "<skeleton>bones <o:x>y</o:x></skeleton><unit id=\"u\"><segment><source>a</source></segment></unit>",
            "<group id=\"u\"/>",
            "<group id=\"1\" type=\"own:x\" name=\"n\"><notes><note id=\"1\" priority=\"10\" appliesTo=\"source\">x</note></notes>"
                + "<group id=\"2\"><unit id=\"1\"><segment><source>a</source></segment></unit></group></group>",
            "<o:extension><anything/></o:extension><group id=\"1\"/>",
            "<z:profiles/><d:metadata><d:metaGroup category=\"c\"><d:meta type=\"t\">v</d:meta></d:metaGroup></d:metadata><group id=\"1\"/>",
            "<v:validation><v:rule isPresent=\"a\" occurs=\"2\"/><v:rule startsWith=\"*\" existsInSource=\"yes\"/></v:validation>"
                + "<group id=\"1\"/>",
            "<unit id=\"u\"><g:glossary><g:glossEntry><g:term>Daesh</g:term><g:translation>داعش</g:translation></g:glossEntry>"
                + "</g:glossary><segment><source>a</source></segment></unit>",
            "<unit id=\"u\"><m:matches><m:match ref=\"#1\" matchQuality=\"99.5\" type=\"tm\"><source>a</source><target>b</target></m:match>"
                + "</m:matches><segment id=\"1\"><source>a</source></segment></unit>",
            "<unit id=\"u\"><r:resourceData><r:resourceItem mimeType=\"text/plain\"><r:source>a</r:source></r:resourceItem>"
                + "</r:resourceData><segment><source>a</source></segment></unit>",
            "<unit id=\"u\"><notes><note id=\"n1\">look</note></notes><segment><source><mrk id=\"1\" type=\"comment\" ref=\"#n=n1\">a</mrk>"
                + "</source></segment></unit>",
            "<unit id=\"u\"><originalData><data id=\"d\">&lt;b&gt;<cp hex=\"0001\"/></data></originalData><segment><source>"
                + "<ph id=\"1\" dataRef=\"d\"/></source></segment></unit>",
            "<unit id=\"u\"><segment state=\"final\" subState=\"own:x\"><source><ph id=\"1\" canDelete=\"no\"/></source>"
                + "<target><ph id=\"1\" canDelete=\"no\"/></target></segment></unit>",
            "<unit id=\"u\"><segment state=\"translated\"><source><ph id=\"1\" canDelete=\"no\"/></source><target>b</target></segment></unit>",
            "<unit id=\"u\"><segment><source>a</source><target order=\"3\">b</target></segment><ignorable><source> </source></ignorable>"
                + "<segment><source>c</source><target order=\"1\">d</target></segment></unit>",
            "<unit id=\"u\"><segment><source xml:lang=\"en-GB\">a</source><target xml:lang=\"ar\">b</target></segment></unit>",
            "<unit id=\"u\"><segment><source><sc id=\"1\"/>a</source></segment><segment><source>b<ec startRef=\"1\"/></source></segment></unit>",
        ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_source_with_what_may_stand_in_it_is_valid(string content) => Read(Source(content)).Problems.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_file_with_what_may_stand_in_it_is_valid(string content) => Read(File(content)).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("urn:oasis:names:tc:xliff:document:2.0", "2.0")]
    [InlineData("urn:oasis:names:tc:xliff:document:2.0", "2.1")]
    [InlineData("urn:oasis:names:tc:xliff:document:2.2", "2.2")]
    public void Three_versions_are_read(string space, string version)
    {
        var result = Read(
            $"<xliff xmlns='{space}' version='{version}' srcLang='en-GB'><file id='f'><group id='g'/></file></xliff>"
        );
        result.Problems.ShouldBeEmpty();
        result.Document!.Version.ShouldBe(version);
    }

    [Fact]
    public void Version_2_2_may_have_notes_before_its_files() =>
        Read(
            "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.2' version='2.2' srcLang='en'><notes><note>a</note></notes>"
                + "<file id='f'><group id='g'/></file></xliff>"
        )
            .Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Encodings_with_a_mark_are_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Source("بيان"))];
        XliffReader.Read(bytes).Document!.Files[0].Units[0].SourceText.ShouldBe("بيان");
    }

    [Fact]
    public void Codes_become_their_original_data_and_segments_one_passage()
    {
        var unit = Read(
            Unit(
                "<originalData><data id=\"d1\">{{members}}</data><data id=\"d2\">**</data></originalData>"
                    + "<segment><source>One <ph id=\"1\" dataRef=\"d1\"/>.</source>"
                    + "<target order=\"3\">واحد <ph id=\"1\" dataRef=\"d1\"/>.</target></segment>"
                    + "<ignorable><source> </source></ignorable>"
                    + "<segment><source><pc id=\"2\" dataRefStart=\"d2\" dataRefEnd=\"d2\">Two</pc></source>"
                    + "<target order=\"1\">اثنان<cp hex=\"0007\"/></target></segment>"
            )
        )
            .Document!.Files[0]
            .Units[0];
        unit.SourceText.ShouldBe("One {{members}}. **Two**");
        unit.TargetText.ShouldBe("اثنان\u0007 واحد {{members}}.");
        unit.Source.Count(run => run.IsCode).ShouldBe(3);
        unit.Line.ShouldBe(FirstLine);
    }

    [Fact]
    public void A_passage_with_a_segment_left_out_has_no_translation()
    {
        var units = Read(Unit("<segment><source>a</source><target>b</target></segment><segment><source>c</source></segment>"))
            .Document!.Files[0]
            .Units;
        units[0].TargetText.ShouldBeNull();
    }
}
