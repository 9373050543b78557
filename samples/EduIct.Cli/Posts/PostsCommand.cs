using System.CommandLine;
using EduIct.Cli.Terminal;

namespace EduIct.Cli.Posts;

/// <summary><c>eduict posts</c>: the mailboxes of posts, which stay while their holders change.</summary>
internal static class PostsCommand
{
    public static Command Create(CliTerminal terminal) =>
        new("posts", "Hộp thư chức danh theo các văn bản: địa chỉ ở lại, người giữ thay đổi. / Mailboxes of posts as the directives name them: the address stays, holders change.")
        {
            PostsListCommand.Create(terminal),
            PostsPlanCommand.Create(terminal),
            PostsApplyCommand.Create(terminal),
            PostsVerifyCommand.Create(terminal),
        };
}
