using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

internal sealed partial class UsersResource
{
    /// <summary>The <c>users.aliases</c> collection.</summary>
    public sealed class AliasesResource(IClientService service)
    {
        public InsertRequest Insert(Alias body, string userKey) => new(service, body, userKey);

        public DeleteRequest Delete(string userKey, string alias) => new(service, userKey, alias);

        public sealed class InsertRequest : DirectoryBaseServiceRequest<Alias>
        {
            private readonly Alias _body;

            public InsertRequest(IClientService service, Alias body, string userKey)
                : base(service)
            {
                _body = body;
                UserKey = userKey;
                InitParameters();
            }

            [RequestParameter("userKey", RequestParameterType.Path)]
            public string UserKey { get; }

            public override string MethodName => "insert";

            public override string HttpMethod => "POST";

            public override string RestPath => "admin/directory/v1/users/{userKey}/aliases";

            protected override object GetBody() => _body;

            protected override void InitParameters()
            {
                base.InitParameters();
                DeclarePath("userKey");
            }
        }

        public sealed class DeleteRequest : DirectoryBaseServiceRequest<string>
        {
            public DeleteRequest(IClientService service, string userKey, string alias)
                : base(service)
            {
                UserKey = userKey;
                Alias = alias;
                InitParameters();
            }

            [RequestParameter("userKey", RequestParameterType.Path)]
            public string UserKey { get; }

            [RequestParameter("alias", RequestParameterType.Path)]
            public string Alias { get; }

            public override string MethodName => "delete";

            public override string HttpMethod => "DELETE";

            public override string RestPath => "admin/directory/v1/users/{userKey}/aliases/{alias}";

            protected override void InitParameters()
            {
                base.InitParameters();
                DeclarePath("userKey");
                DeclarePath("alias");
            }
        }
    }
}
