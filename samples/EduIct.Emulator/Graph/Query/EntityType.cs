namespace EduIct.Emulator.Graph.Query;

/// <summary>
/// The properties of a kind of thing and how long their texts may be, from the v1.0 metadata and the resource pages. What is not here, Graph does not know.
/// </summary>
internal sealed class EntityType
{
    private const int Unlimited = int.MaxValue;
    private readonly Dictionary<string, Property> properties = new(StringComparer.Ordinal);

    private EntityType(string name, string set, string[] standard)
    {
        Name = name;
        Set = set;
        Standard = standard;
    }

    public enum Form
    {
        Text,
        Flag,
        Texts,
        Part,
        Other,
    }

    /// <summary>Name of the type in the metadata, <c>user</c>.</summary>
    public string Name { get; }

    /// <summary>The same as Graph's messages write it, <c>User</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];
    public string Set { get; }

    /// <summary>What a read gives without <c>$select</c>.</summary>
    public string[] Standard { get; }

    public static EntityType User { get; } = new EntityType(
            "user", "users",
            ["businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id"])
        .Texts(
            "displayName:256 givenName:64 surname:64 department:64 companyName:64 jobTitle:128 mailNickname:64 userPrincipalName:113 mail:113 employeeId:16 "
            + "employeeType city:128 country:128 state:128 streetAddress:1024 postalCode:40 mobilePhone:64 officeLocation:128 faxNumber preferredLanguage "
            + "usageLocation:2 userType ageGroup consentProvidedForMinor passwordPolicies onPremisesImmutableId preferredDataLocation employeeHireDate employeeLeaveDateTime")
        .Flags("accountEnabled showInAddressList isResourceAccount")
        .Lists("businessPhones otherMails")
        .Parts("passwordProfile onPremisesExtensionAttributes employeeOrgData")
        .ReadOnly("id createdDateTime deletedDateTime creationType assignedLicenses assignedPlans provisionedPlans proxyAddresses licenseAssignmentStates legalAgeGroupClassification "
            + "lastPasswordChangeDateTime onPremisesSyncEnabled onPremisesLastSyncDateTime onPremisesSamAccountName onPremisesUserPrincipalName onPremisesDomainName onPremisesDistinguishedName "
            + "onPremisesSecurityIdentifier onPremisesProvisioningErrors securityIdentifier identities signInSessionsValidFromDateTime signInActivity mailboxSettings "
            + "externalUserState externalUserStateChangeDateTime imAddresses serviceProvisioningErrors isManagementRestricted");

    public static EntityType Group { get; } = new EntityType(
            "group", "groups",
            [
                "id", "deletedDateTime", "classification", "createdDateTime", "description", "displayName", "expirationDateTime", "groupTypes", "isAssignableToRole", "mail", "mailEnabled",
                "mailNickname", "membershipRule", "onPremisesSyncEnabled", "preferredDataLocation", "preferredLanguage", "proxyAddresses", "renewedDateTime", "resourceBehaviorOptions",
                "resourceProvisioningOptions", "securityEnabled", "securityIdentifier", "theme", "uniqueName", "visibility",
            ])
        .Texts("displayName:256 description:1024 mailNickname:64 visibility classification membershipRule membershipRuleProcessingState preferredDataLocation preferredLanguage theme uniqueName:128")
        .Flags("mailEnabled securityEnabled isAssignableToRole allowExternalSenders autoSubscribeNewMembers hideFromAddressLists hideFromOutlookClients")
        .Lists("groupTypes resourceBehaviorOptions resourceProvisioningOptions")
        .ReadOnly("id createdDateTime deletedDateTime expirationDateTime renewedDateTime mail proxyAddresses securityIdentifier onPremisesSyncEnabled onPremisesLastSyncDateTime assignedLicenses");

    public static EntityType AdministrativeUnit { get; } = new EntityType(
            "administrativeUnit", "directory/administrativeUnits",
            ["id", "deletedDateTime", "displayName", "description", "membershipRule", "membershipType", "membershipRuleProcessingState", "visibility", "isMemberManagementRestricted"])
        .Texts("displayName:256 description:1024 membershipRule membershipType membershipRuleProcessingState visibility")
        .Flags("isMemberManagementRestricted")
        .ReadOnly("id deletedDateTime");

    public static EntityType School { get; } = new EntityType(
            "educationSchool", "education/schools",
            ["id", "displayName", "description", "externalId", "externalPrincipalId", "externalSource", "externalSourceDetail", "fax", "highestGrade", "lowestGrade", "phone", "principalEmail", "principalName", "schoolNumber", "address", "createdBy"])
        .Texts("displayName description externalId externalPrincipalId externalSource externalSourceDetail fax highestGrade lowestGrade phone principalEmail principalName schoolNumber")
        .Parts("address createdBy")
        .ReadOnly("id");

    public static EntityType Class { get; } = new EntityType(
            "educationClass", "education/classes",
            ["id", "displayName", "mailNickname", "description", "classCode", "externalId", "externalName", "externalSource", "externalSourceDetail", "grade", "course", "term", "createdBy"])
        .Texts("displayName mailNickname:64 description classCode externalId externalName externalSource externalSourceDetail grade")
        .Parts("course term createdBy")
        .ReadOnly("id");

    public static EntityType EducationUser { get; } = new EntityType(
            "educationUser", "education/users",
            [
                "id", "accountEnabled", "assignedLicenses", "displayName", "givenName", "surname", "middleName", "mail", "mailNickname", "userPrincipalName", "usageLocation", "userType",
                "primaryRole", "externalSource", "externalSourceDetail", "student", "teacher", "department", "mobilePhone", "businessPhones", "officeLocation", "preferredLanguage",
            ])
        .Texts("primaryRole externalSource externalSourceDetail middleName")
        .Parts("student teacher residenceAddress mailingAddress relatedContacts");

    public static EntityType RoleAssignment { get; } = new EntityType(
            "unifiedRoleAssignment", "roleManagement/directory/roleAssignments", ["id", "principalId", "roleDefinitionId", "directoryScopeId"])
        .Texts("principalId roleDefinitionId directoryScopeId")
        .ReadOnly("id");

    public static EntityType Message { get; } = new EntityType("message", "messages", ["id", "createdDateTime", "internetMessageId", "subject"])
        .Texts("subject")
        .ReadOnly("id createdDateTime internetMessageId");

    public static IReadOnlyDictionary<string, EntityType> ByKind { get; } = new Dictionary<string, EntityType>(StringComparer.Ordinal)
    {
        [State.DirectoryObject.User] = User,
        [State.DirectoryObject.Group] = Group,
        [State.DirectoryObject.AdministrativeUnit] = AdministrativeUnit,
        [State.DirectoryObject.School] = School,
        [State.DirectoryObject.Class] = Class,
        [State.DirectoryObject.RoleAssignment] = RoleAssignment,
    };

    public Property? Find(string name) => properties.GetValueOrDefault(name) ?? (this == EducationUser ? User.Find(name) : null);

    public bool Knows(string path) => Find(path.Split('/')[0]) is not null;

    private EntityType Texts(string names) => Add(names, Form.Text);
    private EntityType Flags(string names) => Add(names, Form.Flag);
    private EntityType Lists(string names) => Add(names, Form.Texts);
    private EntityType Parts(string names) => Add(names, Form.Part);
    private EntityType ReadOnly(string names) => Add(names, Form.Other, isReadOnly: true);

    private EntityType Add(string names, Form form, bool isReadOnly = false)
    {
        foreach (var entry in names.Split(' '))
        {
            var parts = entry.Split(':');
            properties[parts[0]] = new Property(
                parts[0], form, parts.Length == 2 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : Unlimited, isReadOnly);
        }
        return this;
    }

    /// <summary>One property; <paramref name="Most"/> is counted in UTF-16 units, as .NET counts.</summary>
    internal sealed record Property(string Name, Form Form, int Most, bool IsReadOnly);
}
