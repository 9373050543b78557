using Google.Apis.Services;

namespace EduIct.Google.DirectoryV1;

/// <summary>
/// The used part of the Admin SDK Directory API, <c>directory_v1</c>, in the shape of the generated package
/// <c>Google.Apis.Admin.Directory.directory_v1</c>, so that the package can take the place of this namespace.
/// </summary>
internal sealed class DirectoryService : BaseClientService
{
    /// <summary>Root of Google's own service (discovery document, <c>rootUrl</c>).</summary>
    public const string DefaultRootUrl = "https://admin.googleapis.com/";

    public DirectoryService(Initializer initializer)
        : base(initializer)
    {
        Customers = new CustomersResource(this);
        Domains = new DomainsResource(this);
        Groups = new GroupsResource(this);
        Members = new MembersResource(this);
        Orgunits = new OrgunitsResource(this);
        Users = new UsersResource(this);
    }

    public override string Name => "admin";

    public override string BaseUri => BaseUriOverride ?? DefaultRootUrl;

    public override string BasePath => "";

    public override IList<string> Features => [];

    public CustomersResource Customers { get; }

    public DomainsResource Domains { get; }

    public GroupsResource Groups { get; }

    public MembersResource Members { get; }

    public OrgunitsResource Orgunits { get; }

    public UsersResource Users { get; }

    /// <summary>The scopes that the product asks for. <c>admin.directory.group</c> covers members too.</summary>
    public static class ScopeConstants
    {
        public const string AdminDirectoryUser = "https://www.googleapis.com/auth/admin.directory.user";
        public const string AdminDirectoryUserSecurity = "https://www.googleapis.com/auth/admin.directory.user.security";
        public const string AdminDirectoryGroup = "https://www.googleapis.com/auth/admin.directory.group";
        public const string AdminDirectoryOrgunit = "https://www.googleapis.com/auth/admin.directory.orgunit";
        public const string AdminDirectoryDomainReadonly = "https://www.googleapis.com/auth/admin.directory.domain.readonly";
        public const string AdminDirectoryCustomerReadonly = "https://www.googleapis.com/auth/admin.directory.customer.readonly";
    }
}
