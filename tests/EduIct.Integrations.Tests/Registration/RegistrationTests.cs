using System.Collections.Concurrent;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.People;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Registration;

/// <summary>What a vendor meets who registers the parts in a service collection of their own.</summary>
public sealed class RegistrationTests
{
    private static readonly Action<IServiceCollection>[] s_steps =
    [
        services => services.AddEduIct(),
        services => services.AddEduIctProvisioning(),
        services => services.AddEduIctGoogle(),
    ];

    public static TheoryData<int, int, int> Orders => new() { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Any_order_and_any_number_of_times_registers_each_part_once(int first, int second, int third)
    {
        var services = new ServiceCollection();
        foreach (int step in new[] { first, second, third, third, second, first })
        {
            s_steps[step](services);
        }

        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Single(provider.GetServices<Planner>());
        Assert.Same(DirectiveLibrary.Embedded, Assert.Single(provider.GetServices<ComplianceEvaluator>()).Library);
        Assert.Single(provider.GetServices<RosterReader>());
        Assert.Single(provider.GetServices<ProvisionerFactory>());
        Assert.Equal("google", Assert.Single(provider.GetServices<IAccountDirectoryFactory>()).Kind);
        Assert.Single(provider.GetServices<IValidateOptions<ProvisioningOptions>>());
    }

    [Fact]
    public void A_further_registration_adds_its_settings_to_the_earlier_ones()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctProvisioning(options => options.Concurrency = 4)
            .AddEduIctGoogle(options => options.MaxAttempts = 3)
            .AddEduIctProvisioning()
            .BuildServiceProvider();

        ProvisioningOptions options = provider.GetRequiredService<IOptions<ProvisioningOptions>>().Value;

        Assert.Equal((4, 3), (options.Concurrency, options.MaxAttempts));
    }

    [Fact]
    public void Settings_out_of_range_are_named_all_at_once()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctGoogle(options =>
            {
                options.Concurrency = 65;
                options.MaxAttempts = 0;
                options.BaseDelay = TimeSpan.Zero;
                options.MaxDelay = TimeSpan.FromHours(1);
            })
            .BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<ProvisionerFactory>);

        string[] named = ["Concurrency", "MaxAttempts", "BaseDelay", "MaxDelay"];
        Assert.Equal(named.Length, fault.Failures.Count());
        Assert.All(named, name => Assert.Contains(fault.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_vendors_own_clock_and_logs_are_used_registered_before_or_after(bool before)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var log = new RecordingLog();
        using var folder = new TemporaryFolder();
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = clock });
        await emulator.WriteTenantAsync(folder.Path);
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerFactory>(log).AddEduIctGoogle();
        }
        else
        {
            services.AddEduIctGoogle().AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerFactory>(log);
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        TenantFileResult tenant = await TenantFile.LoadAsync(folder["tenant.json"]);
        Roster roster = await RosterCollection.CollectAsync(
            AsyncEnumerable.Empty<Person>().Append(new Person(
                new PersonKey(CodeSystem.Moet, "8300000001"), PersonName.Parse("Nguyễn Văn An")!,
                new Affiliation(new UnitCode(CodeSystem.OneRoster, "so-bentre"), Role.Teacher))),
            new LocalDate(2031, 3, 4));
        using Provisioner provisioner = provider.GetRequiredService<ProvisionerFactory>().Create(tenant.File!, folder["ledger.db"]);

        ApplyResult result = await provisioner.ApplyAsync(roster);

        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.Equal(Instant.FromUtc(2031, 3, 4, 5, 6, 7), result.Plan!.Header.Created);
        Assert.Contains(log.Lines, line => line.StartsWith("Plan ", StringComparison.Ordinal) && line.Contains("closed", StringComparison.Ordinal));
    }

    private sealed class RecordingLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
