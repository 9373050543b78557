using System.Collections.Immutable;
using EduIct.People;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>A whole (bulk) OneRoster 1.2 set, for <see cref="OneRosterWriter"/>. Identifiers are fewer than 256 of <c>0-9 a-z A-Z . - _ / @</c>.</summary>
public sealed record OneRosterSet
{
    /// <summary>Units, parents included.</summary>
    public required ImmutableArray<OneRosterOrg> Orgs { get; init; }

    /// <summary>School years and terms, at least one.</summary>
    public required ImmutableArray<OneRosterSession> Sessions { get; init; }

    /// <summary>Classes.</summary>
    public required ImmutableArray<OneRosterClass> Classes { get; init; }

    /// <summary>People.</summary>
    public required ImmutableArray<OneRosterUser> Users { get; init; }

    /// <summary>Who is what at which unit.</summary>
    public required ImmutableArray<OneRosterRole> Roles { get; init; }

    /// <summary>Who is in which class.</summary>
    public required ImmutableArray<OneRosterEnrollment> Enrollments { get; init; }
}

/// <summary>A unit (<c>orgs.csv</c>).</summary>
/// <param name="SourcedId">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>department</c>, <c>school</c>, <c>district</c>, <c>local</c>, <c>state</c> or <c>national</c>.</param>
/// <param name="ParentSourcedId">Its parent; null for a root.</param>
/// <param name="Identifier">A further, human code; null: none.</param>
public sealed record OneRosterOrg(string SourcedId, string Name, string Type, string? ParentSourcedId, string? Identifier = null);

/// <summary>A school year or term (<c>academicSessions.csv</c>).</summary>
/// <param name="SourcedId">Its identifier.</param>
/// <param name="Title">Its title.</param>
/// <param name="Type"><c>schoolYear</c>, <c>term</c>, <c>semester</c> or <c>gradingPeriod</c>.</param>
/// <param name="StartDate">First day.</param>
/// <param name="EndDate">Last day.</param>
/// <param name="SchoolYear">The year in which the school year ends.</param>
/// <param name="ParentSourcedId">The session that holds it; null: none.</param>
public sealed record OneRosterSession(string SourcedId, string Title, string Type, LocalDate StartDate, LocalDate EndDate, int SchoolYear, string? ParentSourcedId = null);

/// <summary>A class (<c>classes.csv</c>).</summary>
/// <param name="SourcedId">Its identifier.</param>
/// <param name="Title">Its title, e.g. <c>6A1</c>.</param>
/// <param name="Grade">Its grade; null: none.</param>
/// <param name="SchoolSourcedId">The school.</param>
/// <param name="SessionSourcedId">The session in which it meets.</param>
/// <param name="Homeroom">Whether it is a pupil's own class rather than a subject's.</param>
public sealed record OneRosterClass(string SourcedId, string Title, string? Grade, string SchoolSourcedId, string SessionSourcedId, bool Homeroom = true);

/// <summary>A person (<c>users.csv</c>, and <c>demographics.csv</c> for the date of birth).</summary>
/// <param name="SourcedId">The identifier.</param>
/// <param name="FamilyName">Family name (họ).</param>
/// <param name="MiddleName">Middle names (tên đệm).</param>
/// <param name="GivenName">Given name (tên).</param>
public sealed record OneRosterUser(string SourcedId, string FamilyName, string MiddleName, string GivenName)
{
    /// <summary>Whether the person shall have access. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Grade of a pupil; null: none.</summary>
    public string? Grade { get; init; }

    /// <summary>Further identities, written as <c>{system:value}</c>.</summary>
    public ImmutableArray<PersonKey> UserIds { get; init; } = [];

    /// <summary>Date of birth; null: not known.</summary>
    public LocalDate? BirthDate { get; init; }
}

/// <summary>Who is what where (<c>roles.csv</c>).</summary>
/// <param name="UserSourcedId">The person.</param>
/// <param name="OrgSourcedId">The unit.</param>
/// <param name="Role">The role in OneRoster's words.</param>
/// <param name="Primary">Whether it is the person's main one there.</param>
public sealed record OneRosterRole(string UserSourcedId, string OrgSourcedId, string Role, bool Primary);

/// <summary>Who is in which class (<c>enrollments.csv</c>).</summary>
/// <param name="ClassSourcedId">The class.</param>
/// <param name="SchoolSourcedId">The school of the class.</param>
/// <param name="UserSourcedId">The person.</param>
/// <param name="Role"><c>student</c> or <c>teacher</c>.</param>
public sealed record OneRosterEnrollment(string ClassSourcedId, string SchoolSourcedId, string UserSourcedId, string Role);
