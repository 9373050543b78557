using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace EduIct.Google.DirectoryV1;

/// <summary>A request of the Directory API, with the parameter that all methods share.</summary>
/// <typeparam name="TResponse">What the method answers; <see cref="string"/> where it answers nothing.</typeparam>
internal abstract class DirectoryBaseServiceRequest<TResponse>(IClientService service) : ClientServiceRequest<TResponse>(service)
{
    /// <summary>Which fields of the answer to send: Google's partial response.</summary>
    [RequestParameter("fields", RequestParameterType.Query)]
    public string? Fields { get; set; }

    protected override void InitParameters()
    {
        base.InitParameters();
        DeclareQuery("fields");
    }

    protected void DeclarePath(string name) => Declare(name, "path", required: true);

    protected void DeclareQuery(string name) => Declare(name, "query", required: false);

    private void Declare(string name, string location, bool required) =>
        RequestParameters.Add(name, new Parameter { Name = name, ParameterType = location, IsRequired = required });
}
