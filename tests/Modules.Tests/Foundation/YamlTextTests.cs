using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.TestKit;

namespace Concord.Modules.Tests.Foundation;

/// <summary>What is written as YAML is read back as it was.</summary>
public sealed class YamlTextTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Any_text_is_read_back_as_it_was()
    {
        string[] pieces =
        [
            "a",
            "é",
            "ا",
            "ک",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            ":",
            ": ",
            "#",
            " #",
            "-",
            "- ",
            "---",
            "...",
            "\"",
            "'",
            "\\",
            "\\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a",
            "*a",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "null",
            "~",
            "true",
            "1e3",
            "0x1",
            "2020-10-01",
            "\u00A0",
            "\u200F",
            "\u2028",
            "\u0085",
            "\uFFFD",
            "🇮🇶",
            "\u0007",
        ];
        foreach (var text in Fuzz.Texts(3000, 12, pieces))
        {
            var written = new YamlText()
                .Add("plain", text)
                .AddText("text", text)
                .Add("texts", new Dictionary<string, string> { ["en"] = text, ["ar"] = "س" })
                .Add("list", [text, "x"])
                .AddLines("lines", [new YamlText().Add("one", text).Add("two", "x")])
                .Write("A comment.");

            var map = Read(written);

            // A text that is empty is none.
            var expected = text.Length == 0 ? null : text;
            map.Text("plain").ShouldBe(expected, written);
            map.Text("text").ShouldBe(expected, written);
            map.ByLanguage("texts").GetValueOrDefault("en").ShouldBe(expected, written);
            map.Texts("list").ShouldBe([text, "x"], written);
            map.Maps("lines")[0].Text("one").ShouldBe(expected, written);
        }
    }

    [Fact]
    public void Names_stand_without_marks_and_texts_in_quotation_marks()
    {
        new YamlText()
            .Add("slug", "iraq")
            .Add("on", new DateOnly(2020, 10, 1))
            .Add("at", new DateTime(2020, 10, 1, 9, 0, 0, 500, DateTimeKind.Utc))
            .Add("day", new DateTime(2020, 10, 1, 0, 0, 0, DateTimeKind.Utc))
            .Add("value", 7_700_000.5000m)
            .AddIf("key", true)
            .AddIf("hidden", false)
            .Add("missing", (string?)null)
            .Add("none", new List<string>())
            .AddText("title", "Iraq: “one”")
            .Add("names", new Dictionary<string, string> { ["en"] = "Iraq", ["ar"] = "العراق" })
            .Add("text", "One.\nTwo.")
            .Write()
            .ShouldBe(
                """
                slug: iraq
                on: 2020-10-01
                at: 2020-10-01T09:00:00.5Z
                day: 2020-10-01
                value: 7700000.5
                key: true
                title: "Iraq: “one”"
                names: {en: "Iraq", ar: "العراق"}
                text: |-
                  One.
                  Two.

                """
            );
    }

    [Fact]
    public void A_file_cannot_be_written_outside_of_the_folder() =>
        Should.Throw<ArgumentException>(() => new ExportFolder(folder.Path).WriteTextAsync("../a.txt", "", default));

    public void Dispose() => folder.Dispose();

    private YamlMap Read(string text)
    {
        folder.Write("a.yaml", text);
        var pack = new ContentFolder(folder.Path);
        var map = YamlFile.ReadMap(pack, "a.yaml", pack.ReadText("a.yaml")!);
        pack.Problems.ShouldBeEmpty(text);
        return map!;
    }
}
