using System.Security.Cryptography;
using System.Text;
using Geralt;

namespace Concord.Foundation.Storage.Backups;

/// <summary>
/// Encrypts a backup with a passphrase: the stream encryption of libsodium (XChaCha20-Poly1305 in chunks that can be neither
/// reordered, dropped nor cut), with a key derived by Argon2id.
/// </summary>
internal static class BackupEncryption
{
    /// <summary>Characters.</summary>
    public const int MinPassphrase = 12;

    internal const int ChunkSize = 64 * 1024;
    private const int Iterations = 3;
    private const int MemoryBytes = 128 << 20;

    private static readonly int ChunkOverhead = IncrementalXChaCha20Poly1305.TagSize;

    private static ReadOnlySpan<byte> Magic => "CONCORD ENCRYPTED BACKUP 1\n"u8;

    /// <returns>A stream whose content is written encrypted; disposing it writes the end.</returns>
    public static Stream Encrypt(Stream destination, string passphrase)
    {
        Span<byte> salt = stackalloc byte[Argon2id.SaltSize];
        RandomNumberGenerator.Fill(salt);
        Span<byte> header = stackalloc byte[IncrementalXChaCha20Poly1305.HeaderSize];
        Span<byte> key = stackalloc byte[IncrementalXChaCha20Poly1305.KeySize];
        Derive(key, passphrase, salt);
        var cipher = new IncrementalXChaCha20Poly1305(header, key, encryption: true);
        CryptographicOperations.ZeroMemory(key);
        destination.Write(Magic);
        destination.Write(salt);
        destination.Write(header);
        return new EncryptingStream(destination, cipher);
    }

    /// <summary>Looks at the beginning of a file, and goes back to it.</summary>
    public static bool IsEncrypted(Stream file)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..length].SequenceEqual(Magic);
    }

    /// <exception cref="BackupException">The passphrase is wrong, or the file was altered or cut.</exception>
    public static async Task DecryptAsync(Stream source, Stream destination, string passphrase, CancellationToken cancellation)
    {
        using var cipher = await OpenAsync(source, passphrase, cancellation);
        var (chunk, plain) = (new byte[ChunkSize + ChunkOverhead], new byte[ChunkSize]);
        while (true)
        {
            var length = await source.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellation);
            if (length < ChunkOverhead)
            {
                throw new BackupException("The encrypted backup is cut.");
            }

            var flag = Decrypt(cipher, plain.AsSpan(0, length - ChunkOverhead), chunk.AsSpan(0, length));
            await destination.WriteAsync(plain.AsMemory(0, length - ChunkOverhead), cancellation);
            if (flag == IncrementalXChaCha20Poly1305.ChunkFlag.Final)
            {
                break;
            }
        }

        if (source.ReadByte() >= 0)
        {
            throw new BackupException("There is something behind the end of the encrypted backup.");
        }
    }

    private static async Task<IncrementalXChaCha20Poly1305> OpenAsync(
        Stream source,
        string passphrase,
        CancellationToken cancellation
    )
    {
        var start = new byte[Magic.Length + Argon2id.SaltSize + IncrementalXChaCha20Poly1305.HeaderSize];
        if (await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation) < start.Length)
        {
            throw new BackupException("The encrypted backup is cut.");
        }

        return Open(start.AsSpan(Magic.Length), passphrase);
    }

    private static IncrementalXChaCha20Poly1305 Open(Span<byte> saltAndHeader, string passphrase)
    {
        Span<byte> key = stackalloc byte[IncrementalXChaCha20Poly1305.KeySize];
        Derive(key, passphrase, saltAndHeader[..Argon2id.SaltSize]);
        var cipher = new IncrementalXChaCha20Poly1305(saltAndHeader[Argon2id.SaltSize..], key, encryption: false);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    private static IncrementalXChaCha20Poly1305.ChunkFlag Decrypt(
        IncrementalXChaCha20Poly1305 cipher,
        Span<byte> plain,
        ReadOnlySpan<byte> chunk
    )
    {
        try
        {
            return cipher.DecryptChunk(plain, chunk);
        }
        catch (CryptographicException)
        {
            throw new BackupException("The passphrase is wrong, or the encrypted backup was altered or cut.");
        }
    }

    private static void Derive(Span<byte> key, string passphrase, ReadOnlySpan<byte> salt) =>
        Argon2id.DeriveKey(key, Encoding.UTF8.GetBytes(passphrase), salt, Iterations, MemoryBytes);

    private sealed class EncryptingStream(Stream destination, IncrementalXChaCha20Poly1305 cipher) : Stream
    {
        private readonly byte[] plain = new byte[ChunkSize];
        private readonly byte[] chunk = new byte[ChunkSize + ChunkOverhead];
        private int filled;
        private bool isEnded;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                if (filled == plain.Length)
                {
                    WriteChunk(IncrementalXChaCha20Poly1305.ChunkFlag.Message);
                }

                var part = Math.Min(buffer.Length, plain.Length - filled);
                buffer[..part].CopyTo(plain.AsSpan(filled));
                filled += part;
                buffer = buffer[part..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer, offset, count);
            return Task.CompletedTask;
        }

        public override void Flush() => destination.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isEnded)
            {
                isEnded = true;
                WriteChunk(IncrementalXChaCha20Poly1305.ChunkFlag.Final);
                CryptographicOperations.ZeroMemory(plain);
                cipher.Dispose();
                destination.Dispose();
            }

            base.Dispose(disposing);
        }

        private void WriteChunk(IncrementalXChaCha20Poly1305.ChunkFlag flag)
        {
            var encrypted = chunk.AsSpan(0, filled + ChunkOverhead);
            cipher.EncryptChunk(encrypted, plain.AsSpan(0, filled), flag);
            destination.Write(encrypted);
            filled = 0;
        }
    }
}
