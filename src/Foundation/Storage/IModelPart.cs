using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>One module's part of the one model: its own tables, prefixed with its name, and nobody else's.</summary>
public interface IModelPart
{
    /// <summary>The module's name in lower case; its tables begin with it and an underscore.</summary>
    string Name { get; }

    void Configure(ModelBuilder model);
}
