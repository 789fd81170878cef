using System.Text;

namespace Concord.FeedReading.Markup;

/// <summary>
/// Builds the tree of one element, such as an item. An element without an end tag ends at the next item or at the end of
/// its parent.
/// </summary>
internal sealed class TreeReader(string text, Tokenizer tokens, ProblemList problems)
{
    /// <summary>Deeper elements are dropped.</summary>
    private const int MaxDepth = 256;

    /// <param name="start">Its start tag.</param>
    /// <param name="names">Namespaces in scope.</param>
    /// <param name="outer">For language and base address.</param>
    /// <param name="around">Raw names of the ancestors.</param>
    public Element Read(Token start, Namespaces names, Element? outer, IReadOnlyCollection<string> around)
    {
        var open = new Stack<Frame>();
        var root = Open(start, names, outer);
        open.Push(root);
        if (start.IsEmpty)
        {
            return root.Element;
        }

        while (open.TryPeek(out var frame))
        {
            var token = tokens.Next(frame.Raw);
            switch (token.Kind)
            {
                case TokenKind.Text:
                    frame.Add(token.Value);
                    break;
                case TokenKind.StartTag when IsEntry(frame.Names.Canonical(token.Value)):
                    CloseAll(open, token, $"“{frame.Raw}” does not end before the next item begins.");
                    break;
                case TokenKind.StartTag:
                    Start(open, token);
                    break;
                case TokenKind.EndTag when IsOpen(open, token.Value):
                    CloseTo(open, token);
                    break;
                case TokenKind.EndTag when around.Contains(token.Value):
                    CloseAll(open, token, $"“{frame.Raw}” does not end before “{token.Value}” does.");
                    break;
                case TokenKind.EndTag:
                    problems.Add(token.From, $"“{token.Value}” ends here but never began.");
                    break;
                default:
                    CloseAll(open, token, $"The feed is cut off within “{frame.Raw}”.");
                    break;
            }
        }

        return root.Element;
    }

    public static bool IsEntry(string canonical) => canonical is "item" or "entry";

    /// <summary>An element with its attributes, and the namespaces in its scope.</summary>
    public static (Element Element, Namespaces Names) Described(Token start, Namespaces names, Element? outer)
    {
        var own = names;
        foreach (var (name, value) in start.Attributes)
        {
            if (name == "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                own = ReferenceEquals(own, names) ? names.Inner() : own;
                own.Declare(name.Length > 6 ? name[6..] : "", value.Trim());
            }
        }

        var element = new Element(own.Canonical(start.Value), start.From) { Language = outer?.Language, Base = outer?.Base };
        foreach (var (name, value) in start.Attributes)
        {
            element.Set(name.Contains(':', StringComparison.Ordinal) ? own.Canonical(name) : name, value);
        }

        element.Language = element["xml:lang"] is { Length: > 0 } language ? language.Trim() : element.Language;
        element.Base = element["xml:base"] is { Length: > 0 } address ? Addresses.Base(element.Base, address) : element.Base;
        return (element, own);
    }

    private static bool IsOpen(Stack<Frame> open, string raw)
    {
        foreach (var frame in open)
        {
            if (frame.Raw == raw)
            {
                return true;
            }
        }

        return false;
    }

    private static Frame Open(Token start, Namespaces names, Element? outer)
    {
        var (element, own) = Described(start, names, outer);
        return new Frame(element, start.Value, own, start.To);
    }

    private void Start(Stack<Frame> open, Token token)
    {
        if (open.Count >= MaxDepth)
        {
            problems.Add(token.From, "Elements stand within each other too deeply; this one was left out.");
            return;
        }

        var parent = open.Peek();
        var child = Open(token, parent.Names, parent.Element);
        parent.Element.Add(child.Element);
        if (!token.IsEmpty)
        {
            open.Push(child);
        }
    }

    private void CloseTo(Stack<Frame> open, Token end)
    {
        while (open.TryPop(out var frame))
        {
            Close(frame, end.From);
            if (frame.Raw == end.Value)
            {
                return;
            }

            // A line break or a picture in unescaped HTML is not reported.
            if (frame.Element.Children.Count > 0 || frame.HasText || open.Count < 2)
            {
                problems.Add(end.From, $"“{frame.Raw}” does not end; it was ended with “{end.Value}”.");
            }
        }
    }

    private void CloseAll(Stack<Frame> open, Token token, string problem)
    {
        problems.Add(token.From, problem);
        while (open.TryPop(out var frame))
        {
            Close(frame, token.From);
        }

        tokens.Return(token);
    }

    private void Close(Frame frame, int end)
    {
        frame.Element.Value = frame.Text;
        if (frame.Element.Children.Count > 0)
        {
            frame.Element.Span(text, frame.Start, end);
        }
    }

    /// <summary>An open element.</summary>
    /// <param name="Start">Offset of its content.</param>
    private sealed record Frame(Element Element, string Raw, Namespaces Names, int Start)
    {
        private string first = "";
        private StringBuilder? more;

        public string Text => more?.ToString() ?? first;

        public bool HasText => !string.IsNullOrWhiteSpace(first);

        public void Add(string piece)
        {
            if (first.Length == 0 && more is null)
            {
                first = piece;
            }
            else
            {
                more ??= new StringBuilder(first);
                more.Append(piece);
            }
        }
    }
}
