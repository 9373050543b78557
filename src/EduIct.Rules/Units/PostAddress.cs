using EduIct.Addresses;

namespace EduIct.Units;

/// <summary>
/// A post of a Sở as an address of the ministry's domain names it: <c>Giamdoc.BenTre@moet.edu.vn</c>
/// (letter 9772/BGDĐT-CNTT of 2008, section 4: <c>Giamdoc.TenSo@moet.edu.vn</c>).
/// </summary>
/// <param name="Post">The post as it is spelt, e.g. <c>Giamdoc</c>, <c>Vanphong</c>, <c>PhongCNTT</c>, <c>PhongGDTrH</c>.</param>
/// <param name="Unit">The Sở.</param>
public sealed record PostAddress(string Post, Unit Unit)
{
    /// <summary>Domain of these addresses.</summary>
    public const string Domain = "moet.edu.vn";

    /// <summary>Splits the post from the TenSo at the last dot; null where it is not of this form or of this domain.</summary>
    internal static (string Post, string Slug)? Split(EmailAddress address)
    {
        string local = address.Local;
        int dot = local.LastIndexOf('.');
        return dot > 0 && address.Domain.Equals(Domain, StringComparison.OrdinalIgnoreCase) ? (local[..dot], local[(dot + 1)..]) : null;
    }
}
