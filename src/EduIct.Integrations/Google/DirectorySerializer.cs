using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Google.Apis;
using Google.Apis.Requests;
using Google.Apis.Util;

namespace EduIct.Google;

/// <summary>
/// Google.Apis' port for JSON, on source-generated System.Text.Json. Google.Apis reads an error body as
/// <see cref="StandardResponse{T}"/> of <see cref="object"/> and catches only Newtonsoft's exception: so a body that is not JSON gives
/// null here, which it turns into an exception that keeps the HTTP status.
/// </summary>
internal sealed class DirectorySerializer : ISerializer
{
    public string Format => "json";

    public string Serialize(object obj) => JsonSerializer.Serialize(obj, TypeInfo(obj.GetType()));

    public void Serialize(object obj, Stream target) => JsonSerializer.Serialize(target, obj, TypeInfo(obj.GetType()));

    public T Deserialize<T>(string input) => (T)Deserialize(input, typeof(T));

    public T Deserialize<T>(Stream input)
    {
        using StreamReader reader = new(input);
        return Deserialize<T>(reader.ReadToEnd());
    }

    public object Deserialize(string input, Type type)
    {
        if (type.IsAssignableTo(typeof(StandardResponse<object>)))
        {
            return ReadError(input) is { } error ? new StandardResponse<object> { Error = error } : null!;
        }

        return JsonSerializer.Deserialize(input, TypeInfo(type)) ?? throw new JsonException("null where an object was expected");
    }

    private static RequestError? ReadError(string input)
    {
        try
        {
            return JsonSerializer.Deserialize(input, DirectoryJson.Default.ErrorAnswer)?.ToRequestError();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonTypeInfo TypeInfo(Type type) =>
        DirectoryJson.Default.GetTypeInfo(type) ?? throw new NotSupportedException($"{type.Name} has no JSON contract.");
}
