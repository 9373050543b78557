namespace EduIct.Integrations.Tests.Running;

/// <summary>A moment of a call at the test directory.</summary>
/// <param name="Method">Name of the member of <see cref="EduIct.Accounts.IAccountDirectory"/>, without Async.</param>
/// <param name="Applied">False before the call takes effect, true after it took effect and before the answer is given.</param>
/// <param name="Number">Number of the call at this directory, from 1.</param>
internal readonly record struct CallPoint(string Method, bool Applied, int Number);
