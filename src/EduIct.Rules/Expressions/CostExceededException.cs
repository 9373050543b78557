namespace EduIct.Expressions;

/// <summary>Ends a run from inside; the program turns it into an error value, so nobody outside meets it.</summary>
internal sealed class CostExceededException : Exception;
