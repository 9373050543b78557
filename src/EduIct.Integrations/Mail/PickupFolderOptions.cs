namespace EduIct.Mail;

/// <summary>Where the folder is from which another program takes messages.</summary>
public sealed class PickupFolderOptions
{
    /// <summary>The folder; made, readable by its owner only, where there is none. Required for this transport.</summary>
    public string Folder { get; set; } = "";
}
