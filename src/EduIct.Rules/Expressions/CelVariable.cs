namespace EduIct.Expressions;

/// <summary>A variable that expressions may use.</summary>
/// <param name="Name">The full name; dots are allowed (<c>computers.teaching</c>).</param>
/// <param name="Type">What its values are; <see cref="CelType.Dyn"/> for anything.</param>
public sealed record CelVariable(string Name, CelType Type);
