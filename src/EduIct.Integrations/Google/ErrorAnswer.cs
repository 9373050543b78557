using Google.Apis.Requests;

namespace EduIct.Google;

/// <summary>Google's error body: <c>{"error":{"code":409,"message":"…","errors":[{"reason":"duplicate",…}]}}</c>.</summary>
internal sealed record ErrorAnswer(ErrorAnswer.Body? Error)
{
    /// <summary>As Google.Apis knows it; null where the body holds no error.</summary>
    public RequestError? ToRequestError() =>
        Error is null
            ? null
            : new RequestError
            {
                Code = Error.Code ?? 0,
                Message = Error.Message,
                Errors = [.. (Error.Errors ?? []).Where(detail => detail is not null).Select(detail =>
                    new SingleError { Domain = detail.Domain, Reason = detail.Reason, Message = detail.Message })],
            };

    /// <summary>What stands under <c>error</c>.</summary>
    internal sealed record Body(int? Code, string? Message, IReadOnlyList<Detail>? Errors);

    /// <summary>One of the reasons.</summary>
    internal sealed record Detail(string? Domain, string? Reason, string? Message);
}
