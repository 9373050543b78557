namespace EduIct.Emulator;

/// <summary>Which providers a written tenant uses.</summary>
public enum TenantProvider
{
    /// <summary>Google Workspace for everybody.</summary>
    Google,

    /// <summary>Exchange Online for everybody.</summary>
    Exchange,

    /// <summary>Students on Google Workspace, teachers on Exchange Online.</summary>
    Both,
}
