namespace EduIct.Posts;

/// <summary>What the mailbox of a post is at the provider.</summary>
public enum PostForm
{
    /// <summary>A group, whose members are those who hold the post.</summary>
    Group,

    /// <summary>An account of its own; whoever holds the post is handed its password, which is another one whenever the holders change.</summary>
    Account,
}
