using System.Net;
using EduIct.Exchange;

namespace EduIct.Mail;

/// <summary>
/// Believes no other success of a sending than 202. To a MIME message that is too large Graph has answered 200, with nothing sent
/// (source: microsoftgraph/microsoft-graph-docs-contrib issue 3079; the reference of <c>user: sendMail</c> knows only 202).
/// </summary>
internal sealed class AcceptedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Method != HttpMethod.Post || !answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Accepted)
        {
            return answer;
        }

        int status = (int)answer.StatusCode;
        answer.Dispose();
        throw new PlainAnswerException(status, null);
    }
}
