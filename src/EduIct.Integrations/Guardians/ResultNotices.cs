using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EduIct.Guardians;

/// <summary>The words that outbox and register share about notices.</summary>
internal static class ResultNotices
{
    /// <summary>Reason of a message that was closed since its guardian wants no more.</summary>
    public const string Withdrawn = "stopped";

    /// <summary>Key of a notice. School, term and guardian are in it as a digest only.</summary>
    public static string KeyOf(TermOccasion occasion, string contact, int number)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{occasion.School.Code}\n{occasion.Term}\n{contact}"));
        return string.Create(CultureInfo.InvariantCulture, $"results/{occasion.Year}/{Convert.ToHexStringLower(digest)}/{number}");
    }
}
