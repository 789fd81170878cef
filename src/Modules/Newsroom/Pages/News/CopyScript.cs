using Concord.Foundation.Pages;

namespace Concord.Newsroom.Pages.News;

/// <summary>
/// Shows the button that copies an article's address where the browser can do it. It is part of the page, so no reader waits
/// for another request; the policy allows it alone.
/// </summary>
internal static class CopyScript
{
    public static InlineScript Script { get; } = InlineScript.Read(typeof(CopyScript).Assembly, "copy");
}

/// <summary>Marks the page of an article, whose policy allows <see cref="CopyScript"/> and no other.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UsesCopyScriptAttribute : UsesScriptAttribute
{
    public override string Source => CopyScript.Script.Source;
}
