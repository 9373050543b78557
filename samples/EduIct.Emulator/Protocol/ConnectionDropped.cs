namespace EduIct.Emulator.Protocol;

/// <summary>The connection is to be cut without an answer. Inside a batch this cuts the whole batch.</summary>
internal sealed class ConnectionDropped : Exception;
