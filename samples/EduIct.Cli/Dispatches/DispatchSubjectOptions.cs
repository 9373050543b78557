using NodaTime;

namespace EduIct.Cli.Dispatches;

/// <summary>What the options say of who writes to whom.</summary>
internal sealed record DispatchSubjectOptions(string Issuer, string Rule, LocalDate Day, string Post, string? UnitsFile, string? AddressesFile);
