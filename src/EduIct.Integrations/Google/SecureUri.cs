using System.Diagnostics.CodeAnalysis;

namespace EduIct.Google;

/// <summary>Where tokens and passwords may go: https anywhere, http only to this machine.</summary>
internal static class SecureUri
{
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
