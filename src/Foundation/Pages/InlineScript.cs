using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Concord.Foundation.Pages;

/// <summary>A short script of ours inside the page; every page works without it.</summary>
public sealed class InlineScript
{
    private InlineScript(string content)
    {
        Length = Encoding.UTF8.GetByteCount(content);
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
        Element = new HtmlString($"<script>{content}</script>");
    }

    /// <summary>Bytes before compression.</summary>
    public int Length { get; }

    /// <summary>What a Content-Security-Policy names to allow it and no other script.</summary>
    public string Source { get; }

    public IHtmlContent Element { get; }

    /// <param name="name">Of the file embedded in <paramref name="assembly"/>, without <c>.js</c>.</param>
    public static InlineScript Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream($"{name}.js")!;
        using var reader = new StreamReader(stream);
        // A parser of HTML reads a carriage return as a line feed, and the hash is of what it reads.
        return new InlineScript(reader.ReadToEnd().ReplaceLineEndings("\n").Trim());
    }
}
