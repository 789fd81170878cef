using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Concord.Foundation.Pages;

/// <summary>A script of ours; every page works without it.</summary>
public sealed class PageScript
{
    private readonly string content;

    private PageScript(string name, string content)
    {
        this.content = content;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..10];
        Address = $"/{name}.{digest}.js";
    }

    /// <summary>Contains a digest of the content, so it may be cached for ever.</summary>
    public string Address { get; }

    /// <summary>Bytes before compression.</summary>
    public int Length => Encoding.UTF8.GetByteCount(content);

    /// <param name="name">Of the file embedded in <paramref name="assembly"/>, without <c>.js</c>.</param>
    public static PageScript Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream($"{name}.js")!;
        using var reader = new StreamReader(stream);
        return new PageScript(name, reader.ReadToEnd());
    }

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Address, [HttpMethods.Get, HttpMethods.Head], Send).ExcludeFromDescription();

    private ContentHttpResult Send(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(content, "text/javascript", Encoding.UTF8);
    }
}

/// <summary>Marks a page that has a script of ours, so that its policy allows it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class UsesScriptAttribute : Attribute
{
    /// <summary>What the policy names: by default, files of this site.</summary>
    public virtual string Source => "'self'";
}
