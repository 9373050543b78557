using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>groups</c> collection.</summary>
internal sealed class GroupsResource(IClientService service)
{
    public ListRequest List() => new(service);

    public GetRequest Get(string groupKey) => new(service, groupKey);

    public InsertRequest Insert(Group body) => new(service, body);

    public sealed class ListRequest : DirectoryBaseServiceRequest<Groups>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("customer", RequestParameterType.Query)]
        public string? Customer { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public int? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public string? PageToken { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/groups";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclareQuery("customer");
            DeclareQuery("maxResults");
            DeclareQuery("pageToken");
        }
    }

    public sealed class GetRequest : DirectoryBaseServiceRequest<Group>
    {
        public GetRequest(IClientService service, string groupKey)
            : base(service)
        {
            GroupKey = groupKey;
            InitParameters();
        }

        [RequestParameter("groupKey", RequestParameterType.Path)]
        public string GroupKey { get; }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/groups/{groupKey}";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("groupKey");
        }
    }

    public sealed class InsertRequest : DirectoryBaseServiceRequest<Group>
    {
        private readonly Group _body;

        public InsertRequest(IClientService service, Group body)
            : base(service)
        {
            _body = body;
            InitParameters();
        }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/groups";

        protected override object GetBody() => _body;
    }
}
