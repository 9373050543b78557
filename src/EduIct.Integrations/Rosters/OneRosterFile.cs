using System.Collections.Frozen;

namespace EduIct.Rosters;

/// <summary>A file of the CSV binding: its columns in OneRoster 1.1 and 1.2, and which of them have to be there.</summary>
internal sealed record OneRosterFile(string Name, bool Required, FrozenSet<string> Columns, FrozenSet<string> RequiredColumns)
{
    private const string Common = "sourcedId,status,dateLastModified";

    public static OneRosterFile Orgs { get; } = Of("orgs", true, "name,type,identifier,parentSourcedId", "sourcedId,name,type");

    public static OneRosterFile Classes { get; } = Of("classes", false,
        "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods", "sourcedId,title,schoolSourcedId");

    public static OneRosterFile Enrollments { get; } = Of("enrollments", false,
        "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate", "sourcedId,classSourcedId,userSourcedId,role");

    public static OneRosterFile Roles { get; } = Of("roles", true,
        "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId", "sourcedId,userSourcedId,roleType,role,orgSourcedId");

    public static OneRosterFile Demographics { get; } = Of("demographics", false,
        "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
        "sourcedId,birthDate");

    public static OneRosterFile Users11 { get; } = Of("users", true,
        "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
        "sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName");

    public static OneRosterFile Users12 { get; } = Of("users", true,
        "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
        "sourcedId,enabledUser,givenName,familyName");

    private static OneRosterFile Of(string name, bool required, string columns, string requiredColumns) =>
        new(name, required, $"{Common},{columns}".Split(',').ToFrozenSet(StringComparer.Ordinal), requiredColumns.Split(',').ToFrozenSet(StringComparer.Ordinal));
}
