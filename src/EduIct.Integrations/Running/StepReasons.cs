using System.Text.Json;
using EduIct.Accounts;

namespace EduIct.Running;

/// <summary>Reasons fit for ledgers and reports.</summary>
internal static class StepReasons
{
    private const int Longest = 64;

    /// <summary>The provider's short reason, or the kind where the reason is no short word and might say whom it is about.</summary>
    public static string Of(DirectoryException fault) =>
        fault.Kind == DirectoryErrorKind.Conflict ? StepOutcome.Conflict
        : fault.Reason.Length is > 0 and <= Longest && fault.Reason.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? fault.Reason
        : JsonNamingPolicy.CamelCase.ConvertName(fault.Kind.ToString());
}
