namespace Concord.Foundation;

/// <summary>Who acts: a person, or a part of the program.</summary>
/// <param name="Kind">What sort of actor it is.</param>
/// <param name="Name">A stable identifier: an account id, or the name of a command or job.</param>
public sealed record Actor(ActorKind Kind, string Name)
{
    /// <summary>The actor of a command that an operator typed.</summary>
    public static Actor Command(string verb) => new(ActorKind.Command, verb);

    /// <summary>The actor of work that the program starts itself.</summary>
    public static Actor System(string job) => new(ActorKind.System, job);

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}

public enum ActorKind
{
    Person,
    Command,
    System,
}
