namespace Concord.Foundation.Pages;

/// <summary>Marks a page that shows other pages of this site in a frame, so that its policy allows it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FramesOwnPagesAttribute : Attribute;
