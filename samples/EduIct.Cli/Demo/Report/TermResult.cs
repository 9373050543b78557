using EduIct.Planning;
using NodaTime;

namespace EduIct.Cli.Demo.Report;

/// <summary>What a term's plan was and did.</summary>
/// <param name="Number">1 or 2.</param>
/// <param name="Date">Day of the roster.</param>
/// <param name="People">People in the roster, guardians included.</param>
/// <param name="Guardians">Guardians among them, who get no account.</param>
/// <param name="Operations">Operations of the plan by kind, all applied.</param>
/// <param name="Again">Operations of the plan made right after applying: zero, or something is wrong.</param>
internal sealed record TermResult(
    int Number, LocalDate Date, int People, int Guardians, IReadOnlyDictionary<OperationKind, int> Operations, int Again);
