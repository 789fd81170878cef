namespace Concord.FeedReading;

/// <summary>Collects faults, up to a limit.</summary>
internal sealed class ProblemList
{
    private const int MaxProblems = 100;
    private readonly List<FeedProblem> problems = [];
    private int counted;
    private int line = 1;

    /// <summary>The decoded text, in which lines are counted.</summary>
    public string Text { get; set; } = "";

    /// <summary>Index of the current item.</summary>
    public int? Item { get; set; }

    public IReadOnlyList<FeedProblem> All => problems;

    /// <summary>Shortens text for a message.</summary>
    public static string Short(string raw) => raw.Length > 60 ? string.Concat(raw.AsSpan(0, 60), "…") : raw;

    public void AddWhole(string what) => AddAt(0, what);

    /// <param name="offset">In the text, of characters.</param>
    public void Add(int offset, string what)
    {
        if (problems.Count < MaxProblems)
        {
            AddAt(LineOf(offset), what);
        }
    }

    private void AddAt(int at, string what)
    {
        if (problems.Count < MaxProblems)
        {
            problems.Add(new FeedProblem(at, Item, what));
        }
    }

    // Problems come mostly in order, so counting goes on from the last one.
    private int LineOf(int offset)
    {
        if (offset < counted)
        {
            (counted, line) = (0, 1);
        }

        var end = Math.Min(offset, Text.Length);
        line += Text.AsSpan(counted, end - counted).Count('\n');
        counted = end;
        return line;
    }
}
