using EduIct.Issues;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>A confirmation as a file has it: by the code, or by number and unit.</summary>
/// <param name="Code">The code; null where number and unit say it.</param>
/// <param name="Number">The letter's number; empty with a code.</param>
/// <param name="Date">The letter's day; null where the number alone says which.</param>
/// <param name="Unit">The unit as it is written; empty with a code.</param>
/// <param name="On">The day of the confirmation; null: not said.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ConfirmationRow(DispatchCode? Code, string Number, LocalDate? Date, string Unit, LocalDate? On, SourcePlace Place);
