using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace EduIct.Cli.Terminal;

/// <summary>What every command asks of its arguments, beyond what the parser does.</summary>
internal static class Arguments
{
    /// <summary>Every fault of the arguments; empty lets the command run.</summary>
    public static IEnumerable<string> Faults(ParseResult result)
    {
        if (result.Action is not null and not ParseErrorAction && result.CommandResult.Command.Action != result.Action)
        {
            return []; // help and version
        }

        return result.Errors.Select(error => error.Message).Concat(DashedArguments(result));
    }

    // The parser takes an unknown option for a positional argument where one fits: such a slip must not become a file name.
    private static IEnumerable<string> DashedArguments(ParseResult result)
    {
        List<Token> protectedTokens = [.. result.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash)];
        return result.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.Length > 1 && token.Value[0] == '-' && !protectedTokens.Any(safe => ReferenceEquals(safe, token)))
            .Select(token => $"Unrecognized option '{token.Value}'. (A positional argument that begins with '-' needs '--' before it.)");
    }
}
