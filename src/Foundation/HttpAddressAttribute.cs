using System.ComponentModel.DataAnnotations;

namespace Concord.Foundation;

/// <summary>A setting that is empty or an absolute http or https address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute : ValidationAttribute
{
    public HttpAddressAttribute()
        : base("{0} must be an address such as https://coalition.example.") { }

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text
        || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
