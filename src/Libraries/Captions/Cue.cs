namespace Concord.Captions;

/// <summary>One caption: what is shown from one moment of a recording to another.</summary>
/// <param name="Start">From the beginning of the recording.</param>
/// <param name="End">After <paramref name="Start"/>.</param>
/// <param name="Text">
/// WebVTT cue text: lines joined by <c>\n</c>, with the tags <c>b i u v lang ruby rt</c> and the escapes of WebVTT, and no others.
/// </param>
/// <param name="Settings">Place on the picture, as WebVTT writes it (<c>line:0 align:start</c>); empty for the usual place.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
public sealed record Cue(TimeSpan Start, TimeSpan End, string Text, string Settings = "", int Line = 0);
