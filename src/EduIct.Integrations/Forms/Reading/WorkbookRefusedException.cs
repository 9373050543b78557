using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>Carries out of the depth of a file why it is refused; never leaves the reader.</summary>
internal sealed class WorkbookRefusedException(string code, string vi, string en) : Exception(en)
{
    public string Code { get; } = code;

    public LocalizedText Text { get; } = new(vi, en);
}
