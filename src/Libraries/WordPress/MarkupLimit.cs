namespace Concord.WordPress;

/// <summary>
/// A stream of XML in which no tag and no CDATA section is longer than it may be: the framework's parser holds each of them in
/// memory as a whole.
/// </summary>
/// <remarks>Works for every encoding in which ASCII is ASCII, and for UTF-16, whose zero bytes it passes over.</remarks>
internal sealed class MarkupLimit(Stream inner, long most) : Stream
{
    private const string CData = "![CDATA[";
    private Place place;
    private int matched;
    private byte quote;
    private long length;

    private enum Place
    {
        Text,

        /// <summary>Behind &lt;; it may become a CDATA section.</summary>
        Opening,

        Tag,
        Section,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var letter in buffer[..read])
        {
            if (letter != 0)
            {
                Take(letter);
            }
        }

        return length > most
            ? throw new ExportFaultException(
                0,
                0,
                $"A text or tag of the file has more than {most >> 20} million characters; no text of a post is that long."
            )
            : read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Take(byte letter)
    {
        switch (place)
        {
            case Place.Text when letter == '<':
                (place, matched, quote) = (Place.Opening, 0, 0);
                break;
            case Place.Opening when letter == CData[matched]:
                place = ++matched == CData.Length ? Place.Section : Place.Opening;
                matched = place == Place.Section ? 0 : matched;
                break;
            case Place.Opening or Place.Tag:
                TakeInTag(letter);
                break;
            case Place.Section:
                matched =
                    letter == ']' ? Math.Min(matched + 1, 2)
                    : letter == '>' && matched == 2 ? End()
                    : 0;
                length++;
                break;
        }

        if (place == Place.Text)
        {
            length = 0;
        }
    }

    private void TakeInTag(byte letter)
    {
        place = Place.Tag;
        length++;
        if (quote != 0)
        {
            quote = letter == quote ? (byte)0 : quote;
        }
        else if (letter is (byte)'"' or (byte)'\'')
        {
            quote = letter;
        }
        else if (letter == '>')
        {
            End();
        }
    }

    private int End()
    {
        place = Place.Text;
        return 0;
    }
}
