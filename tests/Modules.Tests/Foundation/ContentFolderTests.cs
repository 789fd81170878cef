using System.Text;
using Concord.Foundation.ContentImport;
using Concord.TestKit;

namespace Concord.Modules.Tests.Foundation;

public sealed class ContentFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_misspelt_key_is_reported_with_its_line()
    {
        var pack = Read("kind: story\ndaet: 2020-10-01\n", out var map);

        map!.Text("kind");
        map.Date("date");
        map.Close();

        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe("a.yaml:2 daet UnknownKey");
    }

    [Theory]
    [InlineData("on: 2020-02-30", "a.yaml:1 on InvalidValue")]
    [InlineData("on: 10 November 2020", "a.yaml:1 on InvalidValue")]
    [InlineData("on: [2020-10-01]", "a.yaml:1 on WrongType")]
    public void An_invalid_date_is_reported(string text, string problem)
    {
        var pack = Read(text, out var map);

        map!.Date("on").ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe(problem);
    }

    [Fact]
    public void YAML_aliases_are_refused_before_expansion()
    {
        var pack = Read("a: &a [x, x]\nb: [*a, *a]\n", out var map);

        map.ShouldBeNull();
        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe("a.yaml:1 NotYaml");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var pack = Read($"a: {new string('[', 5000)}", out var map);

        map.ShouldBeNull();
        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe("a.yaml:1 NotYaml");
    }

    [Fact]
    public void Invalid_UTF_8_is_reported_with_its_line()
    {
        folder.Write("a.yaml", [.. Encoding.UTF8.GetBytes("a: b\nc: "), 0xC3, 0x28]);
        var pack = new ContentFolder(folder.Path);

        pack.ReadText("a.yaml").ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe("a.yaml:2 NotUtf8");
    }

    [Fact]
    public void A_NUL_character_is_reported_with_its_line()
    {
        folder.Write("a.yaml", "a: b\nc: \0");
        var pack = new ContentFolder(folder.Path);

        pack.ReadText("a.yaml").ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Place().ShouldBe("a.yaml:2 InvalidCharacter");
    }

    [Fact]
    public void A_huge_file_is_refused_unread()
    {
        folder.Write("a.yaml", new byte[5 << 20]);
        var pack = new ContentFolder(folder.Path);

        pack.ReadText("a.yaml").ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FileTooLarge);
    }

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("/etc/hostname")]
    public void No_path_escapes_the_folder(string path)
    {
        var pack = new ContentFolder(folder.Path);

        pack.ReadText(path).ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FileNotFound);
    }

    [Fact]
    public void A_symbolic_link_that_leads_out_of_the_folder_is_refused()
    {
        using var other = new TemporaryFolder();
        other.Write("secret.yaml", "a: secret");
        folder.Write("inside/b.yaml", "a: b");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "file.yaml"), Path.Combine(other.Path, "secret.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "folder"), other.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "loop.yaml"), "loop.yaml");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "own.yaml"), "inside/b.yaml");
        var pack = new ContentFolder(folder.Path);

        pack.ReadText("file.yaml").ShouldBeNull();
        pack.ReadText("folder/secret.yaml").ShouldBeNull();
        pack.ReadText("loop.yaml").ShouldBeNull();
        pack.ReadText("own.yaml").ShouldBe("a: b");

        pack.Problems.Select(problem => problem.File).ShouldBe(["file.yaml", "folder/secret.yaml", "loop.yaml"]);
        pack.Problems.ShouldAllBe(problem => problem.Code == ImportProblemCode.FileOutsideFolder);
    }

    [Fact]
    public void A_folder_that_is_itself_a_link_is_read()
    {
        using var other = new TemporaryFolder();
        folder.Write("a.yaml", "a: b");
        var link = Path.Combine(other.Path, "content");
        Directory.CreateSymbolicLink(link, folder.Path);

        new ContentFolder(link).ReadText("a.yaml").ShouldBe("a: b");
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_it()
    {
        var path = Path.Combine(folder.Path, "a.yaml");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var pack = new ContentFolder(folder.Path);
        var reading = Task.Run(() => pack.ReadText("a.yaml"), TestContext.Current.CancellationToken);

        (await reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBeNull();
        pack.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FileEmpty);
    }

    [Fact]
    public void Text_is_normalized_to_NFC_without_a_byte_order_mark()
    {
        folder.Write("a.yaml", "\uFEFFname: Cafe\u0301\r\n");

        new ContentFolder(folder.Path).ReadText("a.yaml").ShouldBe("name: Café\n");
    }

    [Fact]
    public void Front_matter_is_separated_from_the_body()
    {
        folder.Write("a.md", "---\ntitle: One\n---\n\nThe body.\n\n---\n");
        var pack = new ContentFolder(folder.Path);

        var file = MarkdownFile.Read(pack, "a.md")!;

        file.Front.Text("title").ShouldBe("One");
        file.Body.ShouldBe("\nThe body.\n\n---\n");
        file.BodyLine.ShouldBe(4);
    }

    [Theory]
    [InlineData("--- \ntitle: One\n---\nThe body.\n")]
    [InlineData("---\ntitle: One\n---\t \nThe body.\n")]
    [InlineData("\uFEFF---\ntitle: One\n---\nThe body.\n")]
    [InlineData("\uFEFF--- \r\ntitle: One\r\n---  \r\nThe body.\r\n")]
    public void Spaces_behind_the_hyphens_and_a_byte_order_mark_are_no_obstacle(string text)
    {
        folder.Write("a.md", text);
        var file = MarkdownFile.Read(new ContentFolder(folder.Path), "a.md")!;

        file.Front.Text("title").ShouldBe("One");
        (file.Body, file.BodyLine).ShouldBe(("The body.\n", 4));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("---- \ntitle: One\n---\n")]
    [InlineData("title: no fence")]
    [InlineData("---\ntitle: never closed")]
    public void Missing_front_matter_is_reported(string text)
    {
        folder.Write("a.md", text);
        var pack = new ContentFolder(folder.Path);

        MarkdownFile.Read(pack, "a.md").ShouldBeNull();

        pack.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FrontMatterMissing);
    }

    [Fact]
    public void Any_damage_to_a_file_is_read_or_reported()
    {
        var good = Encoding.UTF8.GetBytes(
            "---\ntitle: \"One: عنوان\"\nlist: [a, b]\nmap: { en: x, ar: \"ص\" }\n---\n\nText **bold** [x](doc:y).\n"
        );
        foreach (var bytes in Fuzz.Damaged(good, 1500))
        {
            folder.Write("a.md", bytes);
            var pack = new ContentFolder(folder.Path);

            var file = MarkdownFile.Read(pack, "a.md");
            file?.Front.Text("title");
            file?.Front.Texts("list");
            file?.Front.ByLanguage("map");
            file?.Front.Close();

            (file is null && pack.Problems.Count == 0).ShouldBeFalse();
        }
    }

    public void Dispose() => folder.Dispose();

    private ContentFolder Read(string text, out YamlMap? map)
    {
        var pack = new ContentFolder(folder.Path);
        map = YamlFile.ReadMap(pack, "a.yaml", text);
        return pack;
    }
}
