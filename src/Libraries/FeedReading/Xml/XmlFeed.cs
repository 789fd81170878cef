using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>Reads RSS and Atom item by item, so that a broken item does not affect others.</summary>
internal sealed class XmlFeed
{
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal) { "rss", "feed", "rdf:rdf", "rdf", "channel" };

    /// <summary>The head is searched for the feed's own address up to here.</summary>
    private const int MaxHead = 100;
    private readonly ProblemList problems;
    private readonly Tokenizer tokens;
    private readonly TreeReader trees;
    private readonly List<FeedItem> items = [];
    private readonly List<string> deleted = [];
    private readonly Stack<string> around = new();
    private Namespaces names = new();
    private bool isHomeless;
    private Token? onlyEntry;

    private XmlFeed(string text, ProblemList problems)
    {
        this.problems = problems;
        tokens = new Tokenizer(text, problems);
        trees = new TreeReader(text, tokens, problems);
    }

    /// <param name="address">Where it was fetched.</param>
    public static Feed Read(string text, Uri? address, ProblemList problems) => new XmlFeed(text, problems).Run(address);

    private Feed Run(Uri? address)
    {
        if (FindRoot(address) is not { } head)
        {
            return new Feed(FeedFormat.Unknown, Version: null);
        }

        isHomeless = head.Base is null;
        var dialect = Dialect.Of(head);
        var isWhole = false;
        if (onlyEntry is { } entry)
        {
            Take(entry, head, dialect);
        }

        for (var token = tokens.Next(within: null); ; token = tokens.Next(within: null))
        {
            if (token.Kind == TokenKind.End)
            {
                problems.Item = null;
                if (!isWhole && around.Count > 0)
                {
                    problems.Add(token.From, "The feed is cut off.");
                }

                return Answer(head, dialect);
            }

            if (token.Kind == TokenKind.StartTag)
            {
                Take(token, head, dialect);
            }
            else if (token.Kind == TokenKind.EndTag && around.Contains(token.Value))
            {
                while (around.Pop() != token.Value) { }

                isWhole |= around.Count == 0;
            }
        }
    }

    /// <returns>The element of the feed itself, which receives everything outside of items.</returns>
    private Element? FindRoot(Uri? address)
    {
        Token? first = null;
        for (var token = tokens.Next(within: null); token.Kind != TokenKind.End; token = tokens.Next(within: null))
        {
            if (token.Kind != TokenKind.StartTag)
            {
                continue;
            }

            var (element, own) = TreeReader.Described(token, names, new Element("", 0) { Base = address });
            if (element.Name == "html")
            {
                problems.Add(token.From, "This is a web page and no feed.");
                return null;
            }

            if (Roots.Contains(element.Name))
            {
                return Enter(token, element, own, first);
            }

            if (element.Name == "entry")
            {
                // A document may be a single entry (RFC 4287, 2).
                onlyEntry = token;
                return new Element(element.Name, token.From) { Base = address };
            }

            first ??= token;
        }

        if (first is { } stranger)
        {
            problems.Add(
                stranger.From,
                $"A feed begins with “rss”, “feed”, “rdf:RDF” or “{{”; this begins with “{ProblemList.Short(stranger.Value)}”."
            );
        }
        else
        {
            problems.AddWhole("There is nothing in it that could be a feed.");
        }

        return null;
    }

    private Element Enter(Token root, Element element, Namespaces own, Token? stranger)
    {
        if (stranger is { } before)
        {
            problems.Add(before.From, $"Something else stands before the feed: “{ProblemList.Short(before.Value)}”.");
        }

        names = own;
        if (!root.IsEmpty)
        {
            around.Push(root.Value);
        }

        return element;
    }

    private void Take(Token token, Element head, Dialect dialect)
    {
        var canonical = names.Canonical(token.Value);
        if (TreeReader.IsEntry(canonical))
        {
            problems.Item = items.Count;
            var item = trees.Read(token, names, head, around);
            items.Add(dialect.ItemOf(item, head, problems));
            problems.Item = null;
        }
        else if (canonical == "channel" && !token.IsEmpty)
        {
            EnterChannel(token, head);
        }
        else
        {
            var child = trees.Read(token, names, head, around);
            head.Add(child);
            if (isHomeless && child.Name == "link" && head.Children.Count <= MaxHead)
            {
                // The address was not given: the feed's own is used.
                head.Base = Links.Home(head);
            }

            if (child.Name == "at:deleted-entry" && child["ref"] is { Length: > 0 } gone)
            {
                deleted.Add(gone);
            }
        }
    }

    private void EnterChannel(Token token, Element head)
    {
        var (channel, own) = TreeReader.Described(token, names, head);
        names = own;
        around.Push(token.Value);
        (head.Language, head.Base) = (channel.Language, channel.Base);
        isHomeless = head.Base is null;
    }

    private Feed Answer(Element head, Dialect dialect)
    {
        var (format, version) = Dialect.FormatOf(head);
        return new Feed(format, version)
        {
            Title = dialect.TitleOf(head),
            Link = Links.OfFeed(head),
            Language = Dialect.LanguageOf(head),
            Next = Links.Find(head, "next"),
            Items = items,
            Deleted = deleted,
        };
    }
}
