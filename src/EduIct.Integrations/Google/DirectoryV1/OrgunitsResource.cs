using EduIct.Google.DirectoryV1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>The <c>orgunits</c> collection.</summary>
internal sealed class OrgunitsResource(IClientService service)
{
    public ListRequest List(string customerId) => new(service, customerId);

    public InsertRequest Insert(OrgUnit body, string customerId) => new(service, body, customerId);

    public sealed class ListRequest : DirectoryBaseServiceRequest<OrgUnits>
    {
        public ListRequest(IClientService service, string customerId)
            : base(service)
        {
            CustomerId = customerId;
            InitParameters();
        }

        /// <summary>How far down to list.</summary>
        public enum TypeEnum
        {
            /// <summary>All below the given unit.</summary>
            [StringValue("all")]
            All,

            /// <summary>The children only; the default.</summary>
            [StringValue("children")]
            Children,
        }

        [RequestParameter("customerId", RequestParameterType.Path)]
        public string CustomerId { get; }

        [RequestParameter("type", RequestParameterType.Query)]
        public TypeEnum? Type { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "admin/directory/v1/customer/{customerId}/orgunits";

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("customerId");
            DeclareQuery("type");
        }
    }

    public sealed class InsertRequest : DirectoryBaseServiceRequest<OrgUnit>
    {
        private readonly OrgUnit _body;

        public InsertRequest(IClientService service, OrgUnit body, string customerId)
            : base(service)
        {
            _body = body;
            CustomerId = customerId;
            InitParameters();
        }

        [RequestParameter("customerId", RequestParameterType.Path)]
        public string CustomerId { get; }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "admin/directory/v1/customer/{customerId}/orgunits";

        protected override object GetBody() => _body;

        protected override void InitParameters()
        {
            base.InitParameters();
            DeclarePath("customerId");
        }
    }
}
