using System.Globalization;

namespace Concord.Media.Recordings.Converting;

/// <summary>
/// Makes the variants of a recording: H.264 and AAC in MP4, which every phone of the last ten years plays, without anything that
/// the file said about itself.
/// </summary>
internal sealed class ConvertFile(Ffmpeg ffmpeg, RecordingOptions options)
{
    private const string VideoType = "video/mp4";
    private const string AudioType = "audio/mp4";

    /// <summary>Pixels of the shorter side, and bits of picture and sound in a second.</summary>
    private static readonly Quality Small = new(360, 28, 450, 48, Channels: 1);

    private static readonly Quality Large = new(720, 24, 1800, 96, Channels: 2);
    private static readonly Quality SmallSound = new(0, 0, 0, 48, Channels: 1);
    private static readonly Quality LargeSound = new(0, 0, 0, 128, Channels: 2);

    /// <summary>Where the picture is taken that is shown before it plays: beyond a title, but not far.</summary>
    private static readonly TimeSpan MaxPosterAt = TimeSpan.FromSeconds(8);

    /// <param name="source">Path of the uploaded file.</param>
    /// <param name="folder">Where the variants are written.</param>
    /// <param name="progress">Called with percent.</param>
    /// <exception cref="RecordingFaultException">It cannot be converted.</exception>
    public async Task<ConvertedFile> RunAsync(string source, string folder, Action<int> progress, CancellationToken cancellation)
    {
        var format = FormatOf(source);
        var streams = await ReadAsync(source, format, cancellation);
        var plans = PlansOf(streams);
        // The last tenth is for storing.
        var all = plans.Sum(plan => plan.Effort) / 0.9;
        var done = 0.0;
        var files = new List<ConvertedVariant>();
        foreach (var plan in plans)
        {
            var path = Path.Combine(folder, $"{plan.Variant}.mp4");
            var before = done;
            await ffmpeg.ConvertAsync(
                source,
                format,
                [],
                [.. ArgumentsOf(plan, streams), $"file:{path}"],
                time => progress((int)(100 * (before + plan.Effort * ShareOf(time, streams.Duration)) / all)),
                cancellation
            );
            done += plan.Effort;
            files.Add(
                new ConvertedVariant(
                    plan.Variant,
                    path,
                    streams.Picture is null || plan.Variant == RecordingVariant.Sound ? AudioType : VideoType
                )
            );
        }

        // Some files say a wrong length, or none.
        var played = await ReadAsync(files[0].Path, new RecordingFormat("mov"), cancellation);
        var duration = played.Duration ?? throw new RecordingFaultException(RecordingFaultCode.Empty);
        if (streams.Picture is null)
        {
            return new ConvertedFile(RecordingKind.Audio, duration, HasSound: true, (0, 0), Poster: null, files);
        }

        var best = plans.FindLastIndex(plan => plan.Size.Width > 0);
        var poster = await DrawPosterAsync(files[best].Path, Earlier(duration / 4, MaxPosterAt), folder, cancellation);
        return new ConvertedFile(RecordingKind.Video, duration, streams.HasSound, plans[best].Size, poster, files);
    }

    /// <summary>Draws one moment of a film.</summary>
    /// <param name="film">Path of a variant.</param>
    /// <returns>A PNG file.</returns>
    /// <exception cref="RecordingFaultException">The moment cannot be drawn.</exception>
    public async Task<byte[]> DrawPosterAsync(string film, TimeSpan at, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "poster.png");
        await ffmpeg.ConvertAsync(
            film,
            new RecordingFormat("mov"),
            ["-ss", Seconds(at)],
            ["-frames:v", "1", "-an", "-map_metadata", "-1", "-c:v", "png", "-f", "image2", "-update", "1", $"file:{path}"],
            _ => { },
            cancellation
        );
        return File.Exists(path)
            ? await File.ReadAllBytesAsync(path, cancellation)
            : throw new RecordingFaultException(RecordingFaultCode.Damaged);
    }

    /// <summary>What is in a file that is taken.</summary>
    /// <exception cref="RecordingFaultException">It is not taken.</exception>
    public async Task<SourceStreams> ReadAsync(string file, RecordingFormat format, CancellationToken cancellation) =>
        SourceStreams
            .Read(
                await ffmpeg.ProbeAsync(file, format, cancellation)
                    ?? throw new RecordingFaultException(RecordingFaultCode.Damaged)
            )
            .WithinLimits();

    /// <exception cref="RecordingFaultException">It is none that is taken.</exception>
    public static RecordingFormat FormatOf(string file)
    {
        var head = new byte[RecordingFormat.HeadLength];
        using var stream = File.OpenRead(file);
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return RecordingFormat.Of(head.AsSpan(0, read)) ?? throw new RecordingFaultException(RecordingFaultCode.UnknownFormat);
    }

    private static List<Plan> PlansOf(SourceStreams streams)
    {
        if (streams.Picture is not { } picture)
        {
            return [new Plan(RecordingVariant.Small, SmallSound, (0, 0)), new Plan(RecordingVariant.Large, LargeSound, (0, 0))];
        }

        var (small, large) = (picture.Within(Small.Side), picture.Within(Large.Side));
        return
        [
            new Plan(RecordingVariant.Small, Small, small),
            .. large == small ? [] : new[] { new Plan(RecordingVariant.Large, Large, large) },
            .. streams.HasSound ? new[] { new Plan(RecordingVariant.Sound, SmallSound, (0, 0)) } : [],
        ];
    }

    private IEnumerable<string> ArgumentsOf(Plan plan, SourceStreams streams)
    {
        var (quality, (width, height)) = (plan.Quality, plan.Size);
        IEnumerable<string> picture =
            width == 0
                ? ["-vn"]
                :
                [
                    "-map",
                    // The cover of an album is no film.
                    "0:V:0",
                    "-vf",
                    string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height},setsar=1"),
                    "-fpsmax",
                    "30",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "medium",
                    "-profile:v",
                    "main",
                    "-pix_fmt",
                    "yuv420p",
                    "-crf",
                    Text(quality.Crf),
                    "-maxrate",
                    $"{Text(quality.PictureKilobits)}k",
                    "-bufsize",
                    $"{Text(quality.PictureKilobits * 2)}k",
                    // A reader who moves within it waits for the next whole picture.
                    "-force_key_frames",
                    "expr:gte(t,n_forced*5)",
                ];
        IEnumerable<string> sound = streams.HasSound
            ?
            [
                "-map",
                "0:a:0",
                "-c:a",
                "aac",
                "-b:a",
                $"{Text(quality.SoundKilobits)}k",
                "-ac",
                Text(quality.Channels),
                "-ar",
                "44100",
            ]
            : ["-an"];
        return
        [
            .. picture,
            .. sound,
            "-sn",
            "-dn",
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-fflags",
            "+bitexact",
            "-flags:v",
            "+bitexact",
            "-flags:a",
            "+bitexact",
            "-t",
            // A little more than may be, so that what is too long is seen.
            Seconds(RecordingLimits.MaxDuration + TimeSpan.FromSeconds(5)),
            "-threads",
            Text(options.Threads),
            // The player begins before it has the whole file.
            "-movflags",
            "+faststart",
            "-f",
            "mp4",
        ];
    }

    private static double ShareOf(TimeSpan time, TimeSpan? duration) =>
        duration is { } known ? Math.Clamp(time / known, 0, 1) : 0.5;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Side">Pixels of the shorter side.</param>
    /// <param name="Crf">Constant rate factor of x264: smaller is better.</param>
    private sealed record Quality(int Side, int Crf, int PictureKilobits, int SoundKilobits, int Channels);

    private sealed record Plan(RecordingVariant Variant, Quality Quality, (int Width, int Height) Size)
    {
        /// <summary>How long it takes beside the others.</summary>
        public double Effort => 1 + Size.Width * Size.Height / 20_000.0;
    }
}

/// <param name="Size">Pixels of the largest variant; zero for audio.</param>
/// <param name="Poster">A PNG file; null for audio.</param>
/// <param name="Files">The small one first.</param>
internal sealed record ConvertedFile(
    RecordingKind Kind,
    TimeSpan Duration,
    bool HasSound,
    (int Width, int Height) Size,
    byte[]? Poster,
    IReadOnlyList<ConvertedVariant> Files
);

/// <param name="Type">Media type.</param>
internal sealed record ConvertedVariant(RecordingVariant Variant, string Path, string Type);
