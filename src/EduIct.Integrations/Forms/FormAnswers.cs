namespace EduIct.Forms;

/// <summary>The words for yes and no that are written and offered.</summary>
internal static class FormAnswers
{
    public const string Yes = "Có";
    public const string No = "Không";
}
