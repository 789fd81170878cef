using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Concord.Foundation.Journal;

/// <summary>The hash chain: pure functions.</summary>
public static class JournalChain
{
    /// <summary>The previous hash of the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Events are only written; the serializer rejects "required and ignored" because it considers reading too.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NothingRequired } },
    };

    /// <summary>The fields of an entry that do not depend on its place in the chain.</summary>
    internal static JournalEntry Draft(AuditEvent auditEvent, IReadOnlyCollection<ChangedRow> rows) =>
        new()
        {
            Seq = 0,
            At = default,
            Actor = auditEvent.Actor.ToString(),
            Module = auditEvent.Module,
            Kind = auditEvent.GetType().Name,
            Subject = auditEvent.Subject,
            Reason = auditEvent.Reason,
            Tags = string.Join(' ', auditEvent.Tags),
            Data = JsonSerializer.Serialize(auditEvent, auditEvent.GetType(), Json),
            Rows = rows.Count > 0 ? ChangedRow.Serialize(rows) : null,
            PreviousHash = "",
            Hash = "",
        };

    /// <summary>Places a draft after the entry whose hash is <paramref name="previous"/>.</summary>
    /// <param name="now">UTC; truncated to the millisecond, because databases keep different fractions.</param>
    internal static JournalEntry Seal(JournalEntry draft, long seq, string previous, DateTime now)
    {
        var entry = draft with
        {
            Seq = seq,
            At = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc),
            PreviousHash = previous,
        };
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>
    /// SHA-256 over the entry's fields in order, each as UTF-8 preceded by its length in bytes (32 bits, big endian), so
    /// that no two different entries share one byte string. A missing reason has the length −1. The rows come last, and
    /// only where there are any.
    /// </summary>
    public static string HashOf(JournalEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.PreviousHash);
        Add(hash, entry.Seq.ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Add(hash, entry.Actor);
        Add(hash, entry.Module);
        Add(hash, entry.Kind);
        Add(hash, entry.Subject);
        Add(hash, entry.Reason);
        Add(hash, entry.Tags);
        Add(hash, entry.Data);
        if (entry.Rows is { } rows)
        {
            Add(hash, rows);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void NothingRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
        hash.AppendData(length);
        hash.AppendData(bytes ?? []);
    }
}
