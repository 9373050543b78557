using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>users</c> collection.</summary>
internal sealed partial class UsersResource(IClientService service)
{
    public AliasesResource Aliases { get; } = new(service);

    public ListRequest List() => new(service);

    public GetRequest Get(string userKey) => new(service, userKey);

    public InsertRequest Insert(User body) => new(service, body);

    public UpdateRequest Update(User body, string userKey) => new(service, body, userKey);

    public DeleteRequest Delete(string userKey) => new(service, userKey);

    public SignOutRequest SignOut(string userKey) => new(service, userKey);

    public UndeleteRequest Undelete(UserUndelete body, string userKey) => new(service, body, userKey);

    public sealed class ListRequest : DirectoryBaseServiceRequest<Users>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("customer", RequestParameterType.Query)]
        public string? Customer { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public int? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public string? PageToken { get; set; }

        /// <summary><c>true</c> lists the deleted instead of the living; a text, as in the discovery document.</summary>
        [RequestParameter("showDeleted", RequestParameterType.Query)]
        public string? ShowDeleted { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/users";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclareQuery("customer");
            DeclareQuery("maxResults");
            DeclareQuery("pageToken");
            DeclareQuery("showDeleted");
        }
    }

    public sealed class GetRequest : DirectoryBaseServiceRequest<User>
    {
        public GetRequest(IClientService service, string userKey)
            : base(service)
        {
            UserKey = userKey;
            InitParameters();
        }

        [RequestParameter("userKey", RequestParameterType.Path)]
        public string UserKey { get; }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/users/{userKey}";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("userKey");
        }
    }

    public sealed class InsertRequest : DirectoryBaseServiceRequest<User>
    {
        private readonly User _body;

        public InsertRequest(IClientService service, User body)
            : base(service)
        {
            _body = body;
            InitParameters();
        }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/users";

        protected override object GetBody() => _body;
    }

    public sealed class UpdateRequest : DirectoryBaseServiceRequest<User>
    {
        private readonly User _body;

        public UpdateRequest(IClientService service, User body, string userKey)
            : base(service)
        {
            _body = body;
            UserKey = userKey;
            InitParameters();
        }

        [RequestParameter("userKey", RequestParameterType.Path)]
        public string UserKey { get; }

        public override string MethodName => "update";

        public override string HttpMethod => "PUT";

        public override string RestPath => "admin/directory/v1/users/{userKey}";

        protected override object GetBody() => _body;

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("userKey");
        }
    }

    public sealed class DeleteRequest : DirectoryBaseServiceRequest<string>
    {
        public DeleteRequest(IClientService service, string userKey)
            : base(service)
        {
            UserKey = userKey;
            InitParameters();
        }

        [RequestParameter("userKey", RequestParameterType.Path)]
        public string UserKey { get; }

        public override string MethodName => "delete";

        public override string HttpMethod => "DELETE";

        public override string RestPath => "admin/directory/v1/users/{userKey}";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("userKey");
        }
    }

    public sealed class SignOutRequest : DirectoryBaseServiceRequest<string>
    {
        public SignOutRequest(IClientService service, string userKey)
            : base(service)
        {
            UserKey = userKey;
            InitParameters();
        }

        [RequestParameter("userKey", RequestParameterType.Path)]
        public string UserKey { get; }

        public override string MethodName => "signOut";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/users/{userKey}/signOut";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("userKey");
        }
    }

    public sealed class UndeleteRequest : DirectoryBaseServiceRequest<string>
    {
        private readonly UserUndelete _body;

        public UndeleteRequest(IClientService service, UserUndelete body, string userKey)
            : base(service)
        {
            _body = body;
            UserKey = userKey;
            InitParameters();
        }

        [RequestParameter("userKey", RequestParameterType.Path)]
        public string UserKey { get; }

        public override string MethodName => "undelete";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/users/{userKey}/undelete";

        protected override object GetBody() => _body;

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("userKey");
        }
    }
}
