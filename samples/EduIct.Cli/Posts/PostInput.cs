using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Directives;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Posts;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Posts;

/// <summary>The options that say which posts there are: packs, units and a day.</summary>
internal sealed class PostInput
{
    // Việt Nam keeps UTC+7 all year.
    private static readonly Offset s_vietnam = Offset.FromHours(7);

    public Option<FileInfo?> Units { get; } = new("--units")
    {
        Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster; mặc định các Sở / the units, CSV, JSON or a OneRoster set; the provincial departments by default",
        HelpName = "PATH",
    };

    public PackOption Packs { get; } = new();

    public Option<LocalDate?> Date { get; } = new("--date")
    {
        Description = "ngày, mặc định hôm nay / the day, today by default (2026-11-23, 23/11/2026)",
        HelpName = "DATE",
        CustomParser = Values.Day,
    };

    public static Option<string?> HoldersOption(bool required) => new("--holders")
    {
        Description = "CSV: mã đơn vị, chức danh, người giữ (mã người hoặc địa chỉ), từ ngày, đến ngày / CSV: unit, post, holder (person key or address), from, until",
        HelpName = "FILE",
        Required = required,
    };

    /// <summary>Whether one of the options is given.</summary>
    public bool IsGiven(CommandResult result) => result.GetResult(Units) is { Implicit: false } || result.GetResult(Packs) is { Implicit: false } || result.GetResult(Date) is { Implicit: false };

    /// <summary>Which posts there are, without or with who holds them; null where packs or units cannot be had, which has been told.</summary>
    public async Task<PostRoster?> ReadAsync(ParseResult parsed, TenantFile tenant, string? holdersPath, CliTerminal terminal, CancellationToken cancellationToken)
    {
        DirectiveLibrary? library = Packs.Library(parsed, terminal);
        UnitTree? units = VietnamUnits.Tree;
        if (parsed.GetValue(Units) is { } file)
        {
            UnitTreeResult read = await UnitFile.ReadAsync(file.FullName, SystemOf(tenant.Policy), (library ?? DirectiveLibrary.Embedded).Facts, cancellationToken);
            foreach (Issue issue in read.Issues)
            {
                terminal.Fault(issue);
            }

            units = read.Tree;
        }

        PostHolders holders = holdersPath is null ? new PostHolders([], []) : await PostHolders.ReadAsync(holdersPath, cancellationToken);
        if (library is not null && units is not null)
        {
            return new PostRoster
            {
                Directives = library.Directives,
                Units = units,
                Assignments = holders.Assignments,
                Date = parsed.GetValue(Date) ?? Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).WithOffset(s_vietnam).Date,
                Issues = holders.Issues,
            };
        }

        foreach (Issue issue in holders.Issues)
        {
            terminal.Fault(issue);
        }

        return null;
    }

    /// <summary>Says so where posts are accounts that would have no mailbox.</summary>
    public static void NoteMissingLicence(CliTerminal terminal, TenantFile tenant)
    {
        if (tenant.Policy.Posts is { Form: PostForm.Account } posts
            && tenant.Providers.FirstOrDefault(provider => provider.Id == posts.Provider)?.Exchange is { } exchange && !exchange.Licences.ContainsKey(PostPlanner.PostRole))
        {
            terminal.Note(
                $"licences của '{posts.Provider}' không có vai trò '{PostPlanner.PostRole}': tài khoản chức danh sẽ chưa có hộp thư.",
                $"The licences of '{posts.Provider}' have no role '{PostPlanner.PostRole}': accounts of posts will have no mailbox.");
        }
    }

    // Codes without a system are of the one in which the tenant's own are, as in its roster.
    private static CodeSystem SystemOf(TenantPolicy policy)
    {
        foreach (string unit in policy.Scope.Units)
        {
            if (UnitCode.TryParse(unit, out UnitCode code))
            {
                return code.System;
            }
        }

        return CodeSystem.OneRoster;
    }
}
