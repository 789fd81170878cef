namespace Concord.Foundation.Pages;

/// <summary>Where readers report an error in a text. The module that takes their messages implements it.</summary>
public interface ICorrectionLink
{
    /// <param name="language">Of the reader.</param>
    /// <param name="page">Path of the text: <c>/en/news/round-table</c>.</param>
    /// <returns>Null where the site takes no messages.</returns>
    string? AddressFor(string language, string page);
}
