using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>members</c> collection.</summary>
internal sealed class MembersResource(IClientService service)
{
    public ListRequest List(string groupKey) => new(service, groupKey);

    public InsertRequest Insert(Member body, string groupKey) => new(service, body, groupKey);

    public DeleteRequest Delete(string groupKey, string memberKey) => new(service, groupKey, memberKey);

    public sealed class ListRequest : DirectoryBaseServiceRequest<Members>
    {
        public ListRequest(IClientService service, string groupKey)
            : base(service)
        {
            GroupKey = groupKey;
            InitParameters();
        }

        [RequestParameter("groupKey", RequestParameterType.Path)]
        public string GroupKey { get; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public int? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public string? PageToken { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/groups/{groupKey}/members";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("groupKey");
            DeclareQuery("maxResults");
            DeclareQuery("pageToken");
        }
    }

    public sealed class InsertRequest : DirectoryBaseServiceRequest<Member>
    {
        private readonly Member _body;

        public InsertRequest(IClientService service, Member body, string groupKey)
            : base(service)
        {
            _body = body;
            GroupKey = groupKey;
            InitParameters();
        }

        [RequestParameter("groupKey", RequestParameterType.Path)]
        public string GroupKey { get; }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/groups/{groupKey}/members";

        protected override object GetBody() => _body;

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("groupKey");
        }
    }

    public sealed class DeleteRequest : DirectoryBaseServiceRequest<string>
    {
        public DeleteRequest(IClientService service, string groupKey, string memberKey)
            : base(service)
        {
            GroupKey = groupKey;
            MemberKey = memberKey;
            InitParameters();
        }

        [RequestParameter("groupKey", RequestParameterType.Path)]
        public string GroupKey { get; }

        [RequestParameter("memberKey", RequestParameterType.Path)]
        public string MemberKey { get; }

        public override string MethodName => "delete";

        public override string HttpMethod => "DELETE";

        public override string RestPath => "admin/directory/v1/groups/{groupKey}/members/{memberKey}";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("groupKey");
            DeclarePath("memberKey");
        }
    }
}
