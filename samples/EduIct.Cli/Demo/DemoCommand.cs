using System.CommandLine;
using EduIct.Cli.Terminal;

namespace EduIct.Cli.Demo;

/// <summary><c>eduict demo</c>: the whole story on the emulator.</summary>
internal static class DemoCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var students = new Option<int>("--students") { Description = $"1–{DemoProvince.MostStudents}", DefaultValueFactory = _ => 2000, HelpName = "N" };
        students.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > DemoProvince.MostStudents)
            {
                result.AddError($"--students takes 1 to {DemoProvince.MostStudents}.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "hạt giống / seed", DefaultValueFactory = _ => 1, HelpName = "S" };
        var output = new Option<string>("--out") { Description = "thư mục ghi ra / folder to write to", DefaultValueFactory = _ => "eduict-demo", HelpName = "DIR" };
        var command = new Command("demo", "Cả câu chuyện trên máy chủ mô phỏng: hai học kỳ của một tỉnh. / The whole story on the emulator: two terms of a province.")
        {
            students, seed, output,
        };
        command.SetAction((result, cancellationToken) =>
            new DemoRun(terminal, result.GetValue(students), result.GetValue(seed), result.GetRequiredValue(output)).RunAsync(cancellationToken));
        return command;
    }
}
