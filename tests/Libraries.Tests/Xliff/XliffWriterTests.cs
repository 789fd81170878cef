using System.Text;
using Concord.TestKit;
using Concord.Xliff;

namespace Concord.Libraries.Tests.Xliff;

/// <summary>What is written is valid and comes back the same; no bytes make the reader throw.</summary>
public sealed class XliffWriterTests
{
    private static readonly XliffDocument Sample = new(
        "2.1",
        "en",
        "ar",
        [
            new XliffFile(
                "f1",
                "a-statement/en/3",
                [
                    new XliffUnit(
                        "title",
                        [new XliffRun("The coalition & its ", IsCode: false), new XliffRun("{{members}}", IsCode: true)],
                        [new XliffRun("{{members}}", IsCode: true), new XliffRun(" دولة", IsCode: false)]
                    )
                    {
                        Notes = ["At most 120 letters."],
                    },
                    new XliffUnit(
                        "b1",
                        [
                            new XliffRun("{{a}}", IsCode: true),
                            new XliffRun(" line\n\tline\r\n  ]]> <b> \u0007 \ud83d\ude00 ", IsCode: false),
                            new XliffRun("{{a}}", IsCode: true),
                        ],
                        null
                    ),
                ]
            ),
        ]
    );

    [Fact]
    public void A_document_comes_back_the_same()
    {
        var result = XliffReader.Read(XliffWriter.Write(Sample));
        result.Problems.ShouldBeEmpty();
        var (read, written) = (result.Document!, Sample);
        (read.Version, read.SourceLanguage, read.TargetLanguage).ShouldBe(
            (written.Version, written.SourceLanguage, written.TargetLanguage)
        );
        read.Files[0].Original.ShouldBe(written.Files[0].Original);
        foreach (var (one, other) in read.Files[0].Units.Zip(written.Files[0].Units))
        {
            one.Id.ShouldBe(other.Id);
            one.Source.ShouldBe(other.Source);
            (one.Target ?? []).ShouldBe(other.Target ?? []);
            one.Notes.ShouldBe(other.Notes);
        }
    }

    [Fact]
    public void Random_texts_come_back_the_same()
    {
        var texts = Fuzz.Texts(
            400,
            12,
            "a",
            " ",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u001a",
            "\ufffe",
            "<",
            ">",
            "&",
            "]]>",
            "\"",
            "كتاب",
            "\ud83d\ude00",
            "\ud800",
            "{{x}}"
        );
        foreach (var text in texts)
        {
            var document = new XliffDocument(
                "2.1",
                "en",
                "ar",
                [new XliffFile("f", null, [new XliffUnit("u", Runs(text), Runs(text + text))])]
            );
            var result = XliffReader.Read(XliffWriter.Write(document));
            result.Problems.ShouldBeEmpty();
            result.Document!.Files[0].Units[0].SourceText.ShouldBe(text);
            result.Document!.Files[0].Units[0].TargetText.ShouldBe(text + text);
        }
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_never_throw()
    {
        var refused = 0;
        foreach (var bytes in Fuzz.Damaged(XliffWriter.Write(Sample), 3000))
        {
            var result = XliffReader.Read(bytes);
            (result.Document is null).ShouldBe(result.Problems.Count > 0);
            refused += result.Problems.Count > 0 ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(1500);
    }

    [Fact]
    public void Elements_in_any_order_never_throw()
    {
        var texts = Fuzz.Texts(
            3000,
            14,
            "<unit id='a'>",
            "</unit>",
            "<segment>",
            "</segment>",
            "<source>",
            "</source>",
            "<target>",
            "</target>",
            "<group id='1'>",
            "</group>",
            "<sc id='1'/>",
            "<ec startRef='1'/>",
            "<ec/>",
            "<pc id='2'>",
            "</pc>",
            "<mrk id='1' type='comment' ref='#n='>",
            "</mrk>",
            "<ph id='1' copyOf='1' canReorder='no'/>",
            "<notes>",
            "</notes>",
            "<note>",
            "</note>",
            "<originalData>",
            "<data id='d'/>",
            "</originalData>",
            "<m:matches/>",
            "<v:rule/>",
            "x",
            "&#0;",
            "<ignorable>",
            "</ignorable>"
        );
        foreach (var text in texts)
        {
            var result = XliffSample.Read(XliffSample.File(text));
            (result.Document is null).ShouldBe(result.Problems.Count > 0);
        }
    }

    private static List<XliffRun> Runs(string text)
    {
        var parts = text.Split("{{x}}");
        var runs = new List<XliffRun>();
        for (var at = 0; at < parts.Length; at++)
        {
            if (at > 0)
            {
                runs.Add(new XliffRun("{{x}}", IsCode: true));
            }

            if (parts[at].Length > 0)
            {
                runs.Add(new XliffRun(parts[at], IsCode: false));
            }
        }

        return runs;
    }
}
