using EduIct.People;
using NodaTime;

namespace EduIct.Naming;

/// <summary>What an address pattern may ask of a person, a class or a unit; null where it is not known or does not apply.</summary>
public sealed record NamingSubject
{
    /// <summary>The person's name.</summary>
    public PersonName? Name { get; init; }

    /// <summary>The value of the person's key.</summary>
    public string? Code { get; init; }

    /// <summary>The person's date of birth.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>Slug of the unit.</summary>
    public string? UnitSlug { get; init; }

    /// <summary>Title of the class.</summary>
    public string? Class { get; init; }

    /// <summary>Grade.</summary>
    public string? Grade { get; init; }
}
