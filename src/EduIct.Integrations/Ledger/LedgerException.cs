using EduIct.Issues;

namespace EduIct.Ledger;

/// <summary>A ledger was not opened. Opening is the caller's act, and what to do next depends on <see cref="Fault"/>.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>A ledger was not opened.</summary>
    public LedgerException(LedgerFault fault, LocalizedText text, Exception? innerException = null)
        : base(text.En, innerException)
    {
        Fault = fault;
        Text = text;
    }

    /// <summary>Why.</summary>
    public LedgerFault Fault { get; }

    /// <summary>The message in both languages; <see cref="Exception.Message"/> is the English one.</summary>
    public LocalizedText Text { get; }
}
