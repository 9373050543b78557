using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>
/// One certificate that the platform's mail client trusts besides the system's, while this lives. Every other one is judged as before. The place is the process's: tests
/// that use it are in one collection.
/// </summary>
internal sealed class TrustedForTest : IDisposable
{
#pragma warning disable SYSLIB0014, MA0039 // The platform's mail client has no other place to name a certificate.
    public TrustedForTest(X509Certificate2 certificate)
    {
        string trusted = certificate.GetCertHashString();
        ServicePointManager.ServerCertificateValidationCallback = (_, presented, _, errors) =>
            errors == SslPolicyErrors.None || string.Equals(presented?.GetCertHashString(), trusted, StringComparison.Ordinal);
    }

    public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = null;
#pragma warning restore SYSLIB0014, MA0039
}
