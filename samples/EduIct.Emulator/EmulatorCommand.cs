using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using EduIct.Emulator.Behaviours;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph.Licences;

namespace EduIct.Emulator;

/// <summary>The command line of the emulator, to be mounted under any root.</summary>
public static class EmulatorCommand
{
    private const int BadInput = 2;

    /// <summary>The command <c>emulator</c>. It runs until it is cancelled and then exits 0; bad arguments or files exit 2.</summary>
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Cổng trên máy này, 0 là cổng trống / local port, 0 takes a free one" };
        var state = new Option<string?>("--state") { Description = "Tệp giữ trạng thái / file that keeps the state" };
        var faults = new Option<Fault[]>("--faults")
        {
            Description = "Lỗi giả lập, lặp lại được / fault, repeatable: kind[@method]=rate|#n[,ms]",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = ReadFaults,
        };
        var seed = new Option<int>("--seed") { Description = "Hạt giống / seed", DefaultValueFactory = _ => 1 };
        var quota = new Option<int?>("--quota")
        {
            Description = "Số lệnh mỗi phút mỗi người dùng, Google là 2400 / calls per minute and user, Google has 2400",
        };
        var seats = new Option<int?>("--seats") { Description = "Số tài khoản tối đa / most accounts" };
        var tenant = new Option<string?>("--write-tenant") { Description = "Ghi tenant.json và khoá vào thư mục / write tenant.json and keys into a folder" };
        var provider = new Option<TenantProvider>("--provider") { Description = "Nhà cung cấp trong tenant.json: google | exchange | both / providers in tenant.json", CustomParser = ReadProvider, DefaultValueFactory = _ => TenantProvider.Google };
        var https = new Option<int?>("--https-port") { Description = "Thêm một cổng https, 0 là cổng trống / a further port with https, 0 takes a free one" };
        var units = new Option<int?>("--graph-units") { Description = "Đơn vị tài nguyên mỗi 10 giây của Graph, 0 là mức của Microsoft / Graph's resource units in 10 s, 0 is Microsoft's own figure" };
        var writes = new Option<int?>("--graph-writes") { Description = "Số lệnh ghi mỗi 150 giây của Graph, Microsoft là 3000 / Graph's writes in 150 s, Microsoft has 3000" };
        var licences = new Option<int?>("--licences") { Description = "Số giấy phép mỗi loại của Graph / Graph's licences of each kind" };
        var mailbox = new Option<int?>("--mailbox-delay") { Description = "Hộp thư sẵn sàng sau bao nhiêu mili giây / milliseconds until a mailbox is ready" };
        var assumptions = new Option<bool>("--assumptions") { Description = "In mọi hành vi và nguồn của nó / print every behaviour and its source" };
        Between(port, 0, 65535);
        Between(seed, int.MinValue, int.MaxValue);
        Between(quota, 1, int.MaxValue);
        Between(seats, 1, int.MaxValue);
        Between(https, 0, 65535);
        Between(units, 0, int.MaxValue);
        Between(writes, 1, int.MaxValue);
        Between(licences, 0, int.MaxValue);
        Between(mailbox, 0, int.MaxValue);

        var command = new Command(
            "emulator", "Máy chủ giả lập Directory API của Google và Microsoft Graph, chỉ trên máy này / a local stand-in for Google's Directory API and Microsoft Graph")
        {
            port, https, state, faults, seed, quota, seats, units, writes, licences, mailbox, tenant, provider, assumptions,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(assumptions))
                return PrintAsync(output, Behaviour.All.Select(behaviour => behaviour.ToString()));
            var options = new EmulatorOptions
            {
                Port = parsed.GetValue(port),
                StateFile = parsed.GetValue(state),
                Faults = parsed.GetValue(faults) ?? [],
                Seed = parsed.GetValue(seed),
                QuotaPerMinute = parsed.GetValue(quota),
                UserLimit = parsed.GetValue(seats),
                HttpsPort = parsed.GetValue(https),
                UnitsPerTenSeconds = parsed.GetValue(units),
                WritesPerWindow = parsed.GetValue(writes),
                Licences = parsed.GetValue(licences) is { } each ? Sku.Names.ToDictionary(name => name, _ => each, StringComparer.Ordinal) : new Dictionary<string, int>(StringComparer.Ordinal),
                MailboxDelay = TimeSpan.FromMilliseconds(parsed.GetValue(mailbox) ?? 0),
            };
            return RunAsync(options, parsed.GetValue(tenant), parsed.GetValue(provider), output, error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        EmulatorOptions options, string? tenant, TenantProvider provider, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await EmulatorServer.StartAsync(options, cancellationToken);
            if (tenant is not null)
                await server.WriteTenantAsync(tenant, provider, cancellationToken);
            await PrintAsync(output, [server.RootUri.AbsoluteUri, .. server.HttpsUri is { } secure ? [secure.AbsoluteUri] : Array.Empty<string>(), .. Behaviour.Notice]);
            await output.FlushAsync(CancellationToken.None);
            await WaitAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            await error.WriteLineAsync($"Không khởi động được / cannot start: {wrong.Message}");
            return BadInput;
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(ended.SetResult);
        await ended.Task;
    }

    private static async Task<int> PrintAsync(TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
        return 0;
    }

    private static TenantProvider ReadProvider(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        switch (text)
        {
            case "google": return TenantProvider.Google;
            case "exchange": return TenantProvider.Exchange;
            case "both": return TenantProvider.Both;
        }
        result.AddError($"--provider: «{text}» phải là google, exchange hoặc both. / --provider: \"{text}\" must be google, exchange or both.");
        return default;
    }

    private static Fault[]? ReadFaults(ArgumentResult result)
    {
        var faults = new List<Fault>();
        foreach (var token in result.Tokens)
            if (Fault.TryParse(token.Value, out var fault, out var problem))
                faults.Add(fault);
            else
                result.AddError(problem);
        return [.. faults];
    }

    /// <summary>Whole numbers within a range, with a message in both languages in the parser's own place.</summary>
    private static void Between<T>(Option<T> option, int least, int most) => option.CustomParser = result =>
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return (T)(object)number;
        result.AddError(
            $"{option.Name}: «{result.Tokens[0].Value}» phải là số nguyên từ {least} đến {most}. / "
            + $"{option.Name}: \"{result.Tokens[0].Value}\" must be a whole number from {least} to {most}.");
        return default!;
    };
}
