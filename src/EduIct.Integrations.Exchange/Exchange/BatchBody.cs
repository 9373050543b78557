using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EduIct.Exchange;

/// <summary>The two bodies of a <c>$batch</c>: <c>{requests:[{id,method,url,headers,body}]}</c> and <c>{responses:[{id,status,headers,body}]}</c>, the latter in any order.</summary>
internal static class BatchBody
{
    // What belongs to the batch or to the connection and not to one of its requests.
    private static readonly HashSet<string> Outer = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Accept-Encoding", "Content-Length", "Host", "User-Agent" };

    public static byte[] Write(IReadOnlyList<BatchItem> items)
    {
        ArrayBufferWriter<byte> buffer = new(1024 * items.Count);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests");
            for (int i = 0; i < items.Count; i++)
            {
                BatchItem item = items[i];
                json.WriteStartObject();
                json.WriteString("id", (i + 1).ToString(CultureInfo.InvariantCulture));
                json.WriteString("method", item.Request.Method.Method);
                json.WriteString("url", item.Path);
                json.WriteStartObject("headers");
                foreach ((string name, IEnumerable<string> values) in item.Request.Headers.Concat(item.Request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
                {
                    if (!Outer.Contains(name))
                    {
                        json.WriteString(name, string.Join(',', values));
                    }
                }

                json.WriteEndObject();
                if (item.Body is { Length: > 0 })
                {
                    json.WritePropertyName("body");
                    json.WriteRawValue(item.Body);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Gives each request its answer. One that the batch's answer leaves out has an unknown end.</summary>
    public static void Answer(byte[] body, IReadOnlyList<BatchItem> items)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("responses", out JsonElement responses)
            && responses.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement response in responses.EnumerateArray())
            {
                if (response.ValueKind == JsonValueKind.Object
                    && response.TryGetProperty("id", out JsonElement id)
                    && id.ValueKind == JsonValueKind.String
                    && int.TryParse(id.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number >= 1 && number <= items.Count)
                {
                    items[number - 1].Answer.TrySetResult(Read(response, items[number - 1].Request));
                }
            }
        }

        foreach (BatchItem item in items)
        {
            item.Answer.TrySetException(new HttpRequestException(HttpRequestError.InvalidResponse, "The batch's answer leaves a request out."));
        }
    }

    /// <summary>The answer to a whole batch as the answer to one of its requests.</summary>
    public static HttpResponseMessage Copy(HttpResponseMessage whole, byte[] body, HttpRequestMessage request)
    {
        HttpResponseMessage answer = new(whole.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach ((string name, IEnumerable<string> values) in whole.Headers)
        {
            answer.Headers.TryAddWithoutValidation(name, values);
        }

        answer.Content.Headers.ContentType = whole.Content.Headers.ContentType;
        return answer;
    }

    private static HttpResponseMessage Read(JsonElement response, HttpRequestMessage request)
    {
        int status = response.TryGetProperty("status", out JsonElement code) && code.TryGetInt32(out int number) && number is >= 100 and <= 599 ? number : (int)HttpStatusCode.BadGateway;
        HttpResponseMessage answer = new((HttpStatusCode)status) { RequestMessage = request };
        bool any = response.TryGetProperty("body", out JsonElement body) && body.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
        answer.Content = new ByteArrayContent(any ? Encoding.UTF8.GetBytes(body.GetRawText()) : []);
        if (any)
        {
            answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (response.TryGetProperty("headers", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty header in headers.EnumerateObject().Where(header => header.Value.ValueKind == JsonValueKind.String))
            {
                // What is no header of an answer (Content-Type, or nonsense) is passed over.
                answer.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }

        return answer;
    }
}
