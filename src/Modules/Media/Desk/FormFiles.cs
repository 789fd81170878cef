using Microsoft.AspNetCore.Http;

namespace Concord.Media.Desk;

/// <summary>Files of a form that a browser without scripts sends.</summary>
internal static class FormFiles
{
    /// <returns>One byte more than may be, where the file is longer: what takes it refuses it with the reason.</returns>
    public static async Task<byte[]> ReadAsync(IFormFile file, int most, CancellationToken cancellation)
    {
        var content = new byte[Math.Min(file.Length, most + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellation);
        return content;
    }
}
