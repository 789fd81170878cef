using System.Data;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Files;

/// <summary>Streams the content of a file out of the database, without holding it in memory.</summary>
internal static class MediaContent
{
    /// <returns>False where the file is no longer there.</returns>
    public static async Task<bool> CopyToAsync(ConcordDb db, string digest, Stream target, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT content FROM media_files WHERE digest = @digest";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("digest", digest);
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
            if (!await reader.ReadAsync(cancellation))
            {
                return false;
            }

            await using var content = reader.GetStream(0);
            await content.CopyToAsync(target, cancellation);
            return true;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
