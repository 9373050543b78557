namespace EduIct.Mail;

/// <summary>What an inbox says to the intent of handling a message.</summary>
/// <param name="State"><see cref="InboxState.Intended"/>: handle it. Else it is done with, and nothing is to be handled.</param>
/// <param name="Attempts">Intents so far, this one included.</param>
/// <param name="WasDone">Whether it was done with before, and this intent only found it so.</param>
public readonly record struct InboxIntent(InboxState State, int Attempts, bool WasDone = false);
