using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.People;

/// <summary>A person of a roster, as a file has it or as a vendor's own object gives it.</summary>
public sealed record Person
{
    /// <summary>A person.</summary>
    /// <param name="keys">Identities, at most one in each system, at least one.</param>
    /// <param name="name">The name.</param>
    /// <param name="affiliations">Where the person stands; the main one first; at least one.</param>
    /// <exception cref="ArgumentException">No key, no affiliation, or two keys of one system.</exception>
    public Person(ImmutableArray<PersonKey> keys, PersonName name, ImmutableArray<Affiliation> affiliations)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (keys.IsDefaultOrEmpty || affiliations.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A person has a key and an affiliation.", keys.IsDefaultOrEmpty ? nameof(keys) : nameof(affiliations));
        }

        for (int i = 1; i < keys.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (keys[i].System == keys[j].System)
                {
                    throw new ArgumentException($"Two keys of the system '{keys[i].System}' for one person.", nameof(keys));
                }
            }
        }

        Keys = keys;
        Name = name;
        Affiliations = affiliations;
    }

    /// <summary>A person with one identity at one unit.</summary>
    public Person(PersonKey key, PersonName name, Affiliation affiliation)
        : this([key], name, [affiliation])
    {
    }

    /// <summary>Identities in the systems that the roster knows.</summary>
    public ImmutableArray<PersonKey> Keys { get; }

    /// <summary>The name.</summary>
    public PersonName Name { get; }

    /// <summary>Where the person stands, the main one first.</summary>
    public ImmutableArray<Affiliation> Affiliations { get; }

    /// <summary>Date of birth, for address patterns that ask for it; null where not known.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>False where the roster says that the person shall have no access (OneRoster <c>enabledUser</c>).</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where the person stands in the input, for faults found later; null for objects without a place.</summary>
    public SourcePlace? Source { get; init; }

    /// <summary>The key in a system, or null.</summary>
    public PersonKey? KeyIn(CodeSystem system)
    {
        foreach (PersonKey key in Keys)
        {
            if (key.System == system)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The first key: nothing else of a person belongs in a log.</summary>
    public override string ToString() => Keys[0].ToString();
}
