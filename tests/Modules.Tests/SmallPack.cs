using Concord.TestKit;

namespace Concord.Modules.Tests;

/// <summary>A content pack of two members and two documents, to be changed and broken by tests.</summary>
internal sealed class SmallPack : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallPack()
    {
        Write(
            "members.yaml",
            """
            members:
              - slug: aland
                kind: state
                code: AX
                by: 2016-08-31
                known: month
                names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" }
              - slug: league
                kind: institution
                by: 2017-03-22
                names: { en: "The League", ar: "الجامعة", fr: "La Ligue", ckb: "کۆمکار" }
            """
        );
        Write("places.yaml", "raqqa: { en: Raqqa, ar: الرقة }");
        Document(
            "one",
            "kind: story\ndate: 2020-10-01\nplace: raqqa\nmembers: [aland]\nrelated: [two]",
            "One",
            "Members: {{members 2016-09-01}}. See [two](doc:two)."
        );
        Write(
            "documents/one/ar.md",
            "---\ntitle: واحد\nsummary: خلاصة\ntranslated-from: en\n---\nنص بالعربية. انظر [اثنان](doc:two).\n"
        );
        Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "Body of two.");
    }

    public string Path => folder.Path;

    public void Write(string file, string text) => folder.Write(file, text);

    public void Write(string file, byte[] bytes) => folder.Write(file, bytes);

    public void Document(string slug, string description, string title, string body)
    {
        Write($"documents/{slug}/document.yaml", description);
        Write($"documents/{slug}/en.md", $"---\ntitle: {title}\nsummary: Summary of {title}.\n---\n{body}\n");
    }

    public void Dispose() => folder.Dispose();
}
