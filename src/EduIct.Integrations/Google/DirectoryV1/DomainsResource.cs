using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>domains</c> collection.</summary>
internal sealed class DomainsResource(IClientService service)
{
    public ListRequest List(string customer) => new(service, customer);

    public sealed class ListRequest : DirectoryBaseServiceRequest<Domains2>
    {
        public ListRequest(IClientService service, string customer)
            : base(service)
        {
            Customer = customer;
            InitParameters();
        }

        [RequestParameter("customer", RequestParameterType.Path)]
        public string Customer { get; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/customer/{customer}/domains";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("customer");
        }
    }
}
