using System.CommandLine;
using System.Text;
using EduIct.Emulator;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("EduIct") { EmulatorCommand.Create() };
// `eduict-emulator --port 0` is the same as `eduict-emulator emulator --port 0`.
string[] asked = args is ["emulator", ..] or ["--version"] ? args : ["emulator", .. args];
var parsed = root.Parse(asked, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync();
foreach (var error in parsed.Errors)
    Console.Error.WriteLine($"Tham số sai / wrong argument: {error.Message}");
return 2;
