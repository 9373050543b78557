namespace EduIct.Emulator.Protocol;

/// <summary>
/// Which fields an answer can have, after the discovery document's schemas, so that a mask with a wrong name is refused.
/// A field without a schema of its own may hold anything.
/// </summary>
internal sealed class FieldSchema(string names, params (string Name, FieldSchema Schema)[] nested)
{
    private readonly HashSet<string> known = [.. names.Split(' '), .. nested.Select(field => field.Name)];

    public bool Knows(string name) => known.Contains(name);

    public FieldSchema? Below(string name) => nested.FirstOrDefault(field => field.Name == name).Schema;

    public static FieldSchema User { get; } = new(
        "addresses agreedToTerms aliases archived changePasswordAtNextLogin creationTime customSchemas customerId deletionTime emails etag "
        + "externalIds gender hashFunction id ims includeInGlobalAddressList ipWhitelisted isAdmin isDelegatedAdmin isEnforcedIn2Sv "
        + "isEnrolledIn2Sv isMailboxSetup keywords kind languages lastLoginTime locations nonEditableAliases notes orgUnitPath "
        + "organizations password phones posixAccounts primaryEmail recoveryEmail recoveryPhone relations sshPublicKeys suspended "
        + "suspensionReason thumbnailPhotoEtag thumbnailPhotoUrl websites suspensionTime archivalTime isGuestUser guestAccountInfo",
        ("name", new FieldSchema("displayName familyName fullName givenName")));

    public static FieldSchema Users { get; } = new("etag kind nextPageToken trigger_event", ("users", User));
    public static FieldSchema OrgUnit { get; } = new(
        "blockInheritance description etag kind name orgUnitId orgUnitPath parentOrgUnitId parentOrgUnitPath");
    public static FieldSchema OrgUnits { get; } = new("etag kind", ("organizationUnits", OrgUnit));
    public static FieldSchema Group { get; } = new(
        "adminCreated aliases description directMembersCount email etag id kind name nonEditableAliases");
    public static FieldSchema Groups { get; } = new("etag kind nextPageToken", ("groups", Group));
    public static FieldSchema Member { get; } = new("delivery_settings email etag id kind role status type");
    public static FieldSchema Members { get; } = new("etag kind nextPageToken", ("members", Member));
    public static FieldSchema HasMember { get; } = new("isMember");
    public static FieldSchema Alias { get; } = new("alias etag id kind primaryEmail");
    public static FieldSchema Aliases { get; } = new("etag kind", ("aliases", Alias));
    public static FieldSchema Customer { get; } = new(
        "alternateEmail customerCreationTime customerDomain etag id kind language phoneNumber postalAddress");
    public static FieldSchema Domain { get; } = new("creationTime domainAliases domainName etag isPrimary kind verified");
    public static FieldSchema Domains { get; } = new("etag kind", ("domains", Domain));
}
