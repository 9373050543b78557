using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>customers</c> collection.</summary>
internal sealed class CustomersResource(IClientService service)
{
    public GetRequest Get(string customerKey) => new(service, customerKey);

    public sealed class GetRequest : DirectoryBaseServiceRequest<Customer>
    {
        public GetRequest(IClientService service, string customerKey)
            : base(service)
        {
            CustomerKey = customerKey;
            InitParameters();
        }

        [RequestParameter("customerKey", RequestParameterType.Path)]
        public string CustomerKey { get; }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/customers/{customerKey}";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("customerKey");
        }
    }
}
