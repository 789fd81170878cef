using System.Security.Cryptography;
using System.Text.Json;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>What is true of a document in every language.</summary>
internal sealed record DocumentDescription
{
    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    public Speaker? Speaker { get; init; }

    /// <summary>Slug.</summary>
    public string? Place { get; init; }

    /// <summary>Name of the picture.</summary>
    public string? Picture { get; init; }

    public int Position { get; init; }

    /// <summary>Downloads: digest of the file in the media store, and its name.</summary>
    public string? FileDigest { get; init; }

    public string? FileName { get; init; }

    public IReadOnlyList<DescribedTopic> Topics { get; init; } = [];

    /// <returns>The present description of a document whose topics are loaded.</returns>
    public static DocumentDescription Of(Document document) =>
        new()
        {
            Kind = document.Kind,
            PublishedAt = document.PublishedAt,
            Speaker = document.Speaker,
            Place = document.Place,
            Picture = document.Picture,
            Position = document.Position,
            FileDigest = document.FileDigest,
            FileName = document.FileName,
            Topics =
            [
                .. document
                    .Topics.OrderBy(topic => topic.Scheme)
                    .ThenBy(topic => topic.Position)
                    .Select(topic => new DescribedTopic(topic.Scheme, topic.Value, topic.Position)),
            ],
        };

    /// <summary>SHA-256 of the description, lower-case hexadecimal.</summary>
    public string DigestOf()
    {
        // As the database gives it back: with microseconds.
        var stored = this with
        {
            PublishedAt = PublishedAt.AddTicks(-(PublishedAt.Ticks % TimeSpan.TicksPerMicrosecond)),
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(stored)));
    }
}

/// <param name="Position">In the author's order, from 0.</param>
internal sealed record DescribedTopic(TopicScheme Scheme, string Value, int Position);
