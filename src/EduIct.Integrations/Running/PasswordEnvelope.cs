using System.Text.Json.Serialization;

namespace EduIct.Running;

/// <summary>What is sealed: the address too, so that an envelope moved to another account is told.</summary>
internal sealed record PasswordEnvelope(string Address, string Password)
{
    // The generated ToString would print the password.
    public override string ToString() => "***";
}

/// <summary>The JSON inside a sealed envelope.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PasswordEnvelope))]
internal sealed partial class PasswordJson : JsonSerializerContext;
