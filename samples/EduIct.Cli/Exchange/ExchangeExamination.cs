using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.Issues;
using EduIct.Tenants;

namespace EduIct.Cli.Exchange;

/// <summary>What is wrong with a tenant's access to Exchange Online: its settings and files first, then each kind of read that a plan needs, with the permission that it takes.</summary>
internal static class ExchangeExamination
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ProviderSettings provider, bool handsOver, CancellationToken cancellationToken)
    {
        if (!ExchangeDirectory.TryCreate(ExchangeDirectoryOptions.For(provider), null, out ExchangeDirectory? directory, out ImmutableArray<Issue> issues))
        {
            return [.. issues.Select(issue => new DoctorFinding(issue.Code, DoctorVerdict.Fault, issue.Message))];
        }

        using (directory)
        {
            List<DoctorFinding> findings = [];
            await LookAsync("exchange.groups", new("Đọc được các nhóm.", "Groups can be read."), "Group.ReadWrite.All", () => directory.ListGroupsAsync(null, cancellationToken)).ConfigureAwait(false);
            if (findings is [{ Check: "exchange.token" or "exchange.connection" }])
            {
                // Nothing else can be said without a token or a way to the service.
                return findings;
            }

            await LookAsync("exchange.units", new("Đọc được các đơn vị quản trị.", "Administrative units can be read."), "AdministrativeUnit.ReadWrite.All", () => directory.ListOrgUnitsAsync(cancellationToken)).ConfigureAwait(false);
            DirectoryPage<Account>? accounts = null;
            await LookAsync("exchange.users", new("Đọc được tài khoản và vai trò quản trị.", "Accounts and administrators' roles can be read."), "User.ReadWrite.All, RoleManagement.Read.Directory", async () => accounts = await directory.ListAccountsAsync(false, null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (accounts is { Items: [{ } any, ..] } && !provider.Exchange!.Licences.IsEmpty)
            {
                await LookAsync("exchange.mailboxes", new("Xem được hộp thư đã sẵn sàng chưa.", "Whether mailboxes are ready can be seen."), "MailboxSettings.Read", () => directory.IsMailboxReadyAsync(any.Id, cancellationToken)).ConfigureAwait(false);
            }

            await LookAsync("exchange.deleted", new("Đọc được tài khoản đã xóa.", "Deleted accounts can be read."), "User.ReadWrite.All", () => directory.ListAccountsAsync(true, null, cancellationToken)).ConfigureAwait(false);
            if (directory.WritesEducation)
            {
                await LookAsync("exchange.education", new("Đọc được trường học.", "Schools can be read."), "EduRoster.ReadWrite.All", () => directory.ListSchoolsAsync(null, cancellationToken)).ConfigureAwait(false);
            }

            if (handsOver)
            {
                await LookAsync("exchange.sessions", new("Kết thúc được phiên đăng nhập.", "Sessions can be ended."), "User.RevokeSessions.All", async () =>
                {
                    try
                    {
                        await directory.SignOutAsync(Nobody, cancellationToken).ConfigureAwait(false);
                    }
                    catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
                    {
                        // Nobody has this id: that it is looked for is all that was asked.
                    }
                }).ConfigureAwait(false);
                findings.Add(new DoctorFinding(
                    "exchange.passwords",
                    DoctorVerdict.Warning,
                    new("Chưa thể biết ứng dụng có được đặt lại mật khẩu khi chức danh đổi người giữ hay không.", "Whether the application may set passwords anew when posts change hands is not to be seen without doing it."),
                    new("Cấp quyền ứng dụng User-PasswordProfile.ReadWrite.All, hoặc vai trò User Administrator.", "Grant the application permission User-PasswordProfile.ReadWrite.All, or the role User Administrator.")));
            }

            ImmutableArray<SeatCount> seats = [];
            await LookAsync("exchange.licences", new("Đọc được giấy phép.", "Licences can be read."), "LicenseAssignment.ReadWrite.All, Organization.Read.All", async () => seats = await directory.CountSeatsAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            findings.AddRange(seats.Select(Of));
            return findings;

            async Task LookAsync(string check, LocalizedText good, string permissions, Func<Task> read)
            {
                try
                {
                    await read().ConfigureAwait(false);
                    findings.Add(new DoctorFinding(check, DoctorVerdict.Ok, good));
                }
                catch (DirectoryException fault)
                {
                    findings.Add(Of(check, permissions, fault));
                }
            }
        }
    }

    private static DoctorFinding Of(SeatCount seats) => new(
        "exchange.seats",
        seats.Total == 0 ? DoctorVerdict.Fault : seats.Free == 0 ? DoctorVerdict.Warning : DoctorVerdict.Ok,
        seats.Total == 0
            ? new($"Tổ chức không có giấy phép {seats.Licence} nào dùng được.", $"The tenant has no usable licence {seats.Licence}.")
            : new($"Giấy phép {seats.Licence}: còn {seats.Free} trên {seats.Total}.", $"Licence {seats.Licence}: {seats.Free} of {seats.Total} are free."));

    private static DoctorFinding Of(string check, string permissions, DirectoryException fault) => fault.Kind switch
    {
        DirectoryErrorKind.Unauthorized => new("exchange.token", DoctorVerdict.Fault,
            new($"Microsoft không nhận thông tin xác thực của ứng dụng ({fault.Reason}).", $"Microsoft does not accept the application's credentials ({fault.Reason})."),
            new("Kiểm tra tenantId, clientId và hạn của mã bí mật hoặc chứng thư ở Microsoft Entra, Đăng ký ứng dụng.",
                "Check tenantId, clientId and the expiry of the secret or certificate in Microsoft Entra, App registrations.")),
        DirectoryErrorKind.Forbidden => new(check, DoctorVerdict.Fault,
            new($"Ứng dụng thiếu quyền ({fault.Reason}).", $"The application lacks a permission ({fault.Reason})."),
            new($"Cấp quyền ứng dụng {permissions} và chấp thuận của quản trị viên.", $"Grant the application permission {permissions}, with an administrator's consent.")),
        DirectoryErrorKind.Transient => new("exchange.connection", DoctorVerdict.Fault,
            new($"Máy chủ không trả lời được ({fault.Reason}).", $"The service could not answer ({fault.Reason})."),
            new("Kiểm tra mạng, tường lửa, proxy và chứng chỉ TLS của máy, rồi thử lại.", "Check the network, the firewall, the proxy and the TLS certificates of this machine, then try again.")),
        _ => new(check, DoctorVerdict.Fault, new($"Bị từ chối ({fault.Reason}).", $"It was refused ({fault.Reason}).")),
    };
}
