namespace Concord.Foundation.Storage;

/// <summary>A row that people edit: a save fails where somebody else saved it in between.</summary>
public interface IVersioned
{
    /// <summary>Raised by each save; the database context does it.</summary>
    int Version { get; set; }
}
