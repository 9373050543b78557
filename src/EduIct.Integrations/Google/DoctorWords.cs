using System.Globalization;
using EduIct.Accounts;
using EduIct.Google.DirectoryV1.Data;

namespace EduIct.Google;

/// <summary>What the doctor says of each finding, in both languages.</summary>
internal static class DoctorWords
{
    private const string DelegationPlaceVi = "bảng điều khiển quản trị, Bảo mật, Kiểm soát API, Ủy quyền trên toàn miền";
    private const string DelegationPlaceEn = "the Admin console, Security, API controls, Domain-wide delegation";

    public static DoctorFinding Clock(TimeSpan skew, TimeSpan largest)
    {
        string seconds = Math.Abs(Math.Round(skew.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        return skew.Duration() <= largest
            ? new("google.clock", DoctorVerdict.Ok, new(
                $"Đồng hồ máy lệch {seconds} giây so với máy chủ.",
                $"This machine's clock is {seconds} seconds from the server's."))
            : new("google.clock", DoctorVerdict.Fault,
                new(
                    $"Đồng hồ máy {(skew > TimeSpan.Zero ? "chậm" : "nhanh")} {seconds} giây so với máy chủ; Google từ chối chữ ký lệch quá 5 phút.",
                    $"This machine's clock is {seconds} seconds {(skew > TimeSpan.Zero ? "behind" : "ahead of")} the server's; Google refuses assertions more than 5 minutes off."),
                new("Bật đồng bộ giờ (NTP) cho máy.", "Turn on time synchronisation (NTP) on this machine."));
    }

    public static DoctorFinding Unreachable(string host) =>
        new("google.connection", DoctorVerdict.Fault,
            new($"Không kết nối được tới {host}.", $"{host} cannot be reached."),
            new(
                "Kiểm tra mạng, tường lửa, proxy và chứng chỉ TLS của máy.",
                "Check the network, the firewall, the proxy and the TLS certificates of this machine."));

    public static DoctorFinding Token(DirectoryException fault, GoogleServiceAccountKey key, string admin) => fault switch
    {
        { Reason: "invalid_grant" } when Says(fault, "signature") || Says(fault, "account not found") =>
            new("google.token", DoctorVerdict.Fault,
                new(
                    $"Google không nhận khóa của {key.ClientEmail} ({fault.Reason}): khóa hoặc tài khoản dịch vụ đã bị xóa hay tắt.",
                    $"Google does not accept the key of {key.ClientEmail} ({fault.Reason}): the key or the service account is deleted or disabled."),
                new(
                    "Tạo khóa JSON mới ở Google Cloud, IAM và quản trị, Tài khoản dịch vụ, Khóa.",
                    "Make a new JSON key in Google Cloud, IAM & Admin, Service accounts, Keys.")),
        { Reason: "invalid_grant" } when Says(fault, "short-lived") || Says(fault, "timeframe") =>
            new("google.token", DoctorVerdict.Fault,
                new("Google từ chối chữ ký vì giờ của máy (invalid_grant).", "Google refuses the assertion for its time (invalid_grant)."),
                new("Bật đồng bộ giờ (NTP) cho máy.", "Turn on time synchronisation (NTP) on this machine.")),
        { Reason: "invalid_grant" } =>
            new("google.token", DoctorVerdict.Fault,
                new(
                    $"Google không cho thay mặt {admin} (invalid_grant): không có người dùng này, hoặc đã bị tạm ngưng.",
                    $"Google does not let anybody act for {admin} (invalid_grant): there is no such user, or it is suspended."),
                new(
                    "Đặt 'admin' là địa chỉ chính của một quản trị viên đang hoạt động.",
                    "Set 'admin' to the primary address of an active administrator.")),
        { Kind: DirectoryErrorKind.Unauthorized } =>
            new("google.token", DoctorVerdict.Fault,
                new($"Google không nhận thông tin xác thực ({fault.Reason}).", $"Google does not accept the credentials ({fault.Reason})."),
                new(
                    "Tạo khóa JSON mới cho tài khoản dịch vụ và kiểm tra ủy quyền trên toàn miền.",
                    "Make a new JSON key for the service account, and check the domain-wide delegation.")),
        _ =>
            new("google.token", DoctorVerdict.Fault,
                new($"Máy chủ cấp mã không trả lời được ({fault.Reason}).", $"The token endpoint could not answer ({fault.Reason})."),
                new("Thử lại sau ít phút.", "Try again in some minutes.")),
    };

    public static DoctorFinding Delegation(DirectoryException fault, IReadOnlyCollection<string> scopes, GoogleServiceAccountKey key)
    {
        string client = key.ClientId.Length > 0 ? key.ClientId : key.ClientEmail;
        string list = string.Join(',', scopes);
        return new("google.delegation", DoctorVerdict.Fault,
            new($"Tài khoản dịch vụ chưa được ủy quyền đủ ({fault.Reason}).", $"The service account lacks delegation ({fault.Reason})."),
            new(
                $"Vào {DelegationPlaceVi}: với mã ứng dụng khách {client}, thêm phạm vi {list}",
                $"In {DelegationPlaceEn}: to client ID {client}, add the scopes {list}"));
    }

    public static DoctorFinding Read(DirectoryException fault, string scope, GoogleServiceAccountKey key, GoogleDirectoryOptions options) => fault switch
    {
        { Reason: "accessNotConfigured" or "SERVICE_DISABLED" } =>
            new("google.api", DoctorVerdict.Fault,
                new(
                    $"Admin SDK API chưa được bật trong dự án {key.ProjectId}.",
                    $"The Admin SDK API is not enabled in the project {key.ProjectId}."),
                new(
                    "Vào Google Cloud, API và dịch vụ, Thư viện, bật 'Admin SDK API', rồi đợi vài phút.",
                    "In Google Cloud, APIs & Services, Library: enable 'Admin SDK API', then wait some minutes.")),
        { Reason: "domainCannotUseApis" } =>
            new("google.api", DoctorVerdict.Fault,
                new("Khách hàng này không được dùng API.", "This customer may not use the API."),
                new(
                    "Kiểm tra gói dịch vụ và mục Kiểm soát API ở bảng điều khiển quản trị.",
                    "Check the edition, and API controls in the Admin console.")),
        { Kind: DirectoryErrorKind.Forbidden, Reason: "insufficientPermissions" } =>
            new("google.scope", DoctorVerdict.Fault,
                new($"Phạm vi {scope} chưa được cấp ({fault.Reason}).", $"The scope {scope} is not granted ({fault.Reason})."),
                new(
                    $"Vào {DelegationPlaceVi}, thêm phạm vi này cho mã ứng dụng khách {key.ClientId}.",
                    $"In {DelegationPlaceEn}, add it to client ID {key.ClientId}.")),
        { Kind: DirectoryErrorKind.Forbidden } =>
            new("google.scope", DoctorVerdict.Fault,
                new(
                    $"{options.Admin} không được phép đọc bằng phạm vi {scope} ({fault.Reason}).",
                    $"{options.Admin} may not read with the scope {scope} ({fault.Reason})."),
                new(
                    $"Giao vai trò quản trị viên cấp cao cho {options.Admin}, hoặc đặt 'admin' là một quản trị viên cấp cao; kiểm tra 'customer'.",
                    $"Make {options.Admin} a super administrator, or set 'admin' to one; check 'customer'.")),
        { Kind: DirectoryErrorKind.NotFound or DirectoryErrorKind.Invalid } =>
            new("google.customer", DoctorVerdict.Fault,
                new(
                    $"Google không có khách hàng '{options.Customer}' ({fault.Reason}, {scope}).",
                    $"Google has no customer '{options.Customer}' ({fault.Reason}, {scope})."),
                new(
                    "Đặt 'customer' là 'my_customer', hoặc mã C0… ở bảng điều khiển quản trị, Tài khoản.",
                    "Set 'customer' to 'my_customer', or to the id C0… from the Admin console, Account.")),
        { Kind: DirectoryErrorKind.Throttled or DirectoryErrorKind.QuotaExhausted } =>
            new("google.quota", DoctorVerdict.Warning,
                new($"Google đang giới hạn lệnh gọi ({fault.Reason}).", $"Google is limiting calls at this moment ({fault.Reason})."),
                new(
                    "Đợi rồi thử lại; kiểm tra xem công cụ khác có đang dùng cùng dự án.",
                    "Wait and try again; see whether another tool uses the same project.")),
        _ =>
            new("google.scope", DoctorVerdict.Fault,
                new($"Không kiểm tra được phạm vi {scope} ({fault.Reason}).", $"The scope {scope} could not be checked ({fault.Reason})."),
                new("Thử lại sau ít phút.", "Try again in some minutes.")),
    };

    public static DoctorFinding Admin(string admin, User user) => user switch
    {
        { IsAdmin: true } =>
            new("google.admin", DoctorVerdict.Ok, new($"{admin} là quản trị viên cấp cao.", $"{admin} is a super administrator.")),
        { IsDelegatedAdmin: true } =>
            new("google.admin", DoctorVerdict.Warning,
                new($"{admin} chỉ là quản trị viên được ủy quyền.", $"{admin} is a delegated administrator only."),
                new(
                    "Bảo đảm vai trò này quản lý được người dùng, nhóm và đơn vị tổ chức.",
                    "Make sure that the role manages users, groups and organisational units.")),
        _ =>
            new("google.admin", DoctorVerdict.Fault,
                new($"{admin} không phải quản trị viên.", $"{admin} is not an administrator."),
                new("Đặt 'admin' là một quản trị viên cấp cao.", "Set 'admin' to a super administrator.")),
    };

    public static DoctorFinding Domain(string domain, IEnumerable<Domains> held)
    {
        bool isAlias = false;
        foreach (Domains one in held)
        {
            if (string.Equals(one.DomainName, domain, StringComparison.OrdinalIgnoreCase))
            {
                return one.Verified is true
                    ? new("google.domain", DoctorVerdict.Ok, new(
                        $"Tên miền {domain} đã được xác minh.",
                        $"The domain {domain} is verified."))
                    : new("google.domain", DoctorVerdict.Fault,
                        new($"Tên miền {domain} chưa được xác minh.", $"The domain {domain} is not verified."),
                        new(
                            "Vào bảng điều khiển quản trị, Tài khoản, Miền, Quản lý miền, và xác minh.",
                            "Verify it in the Admin console, Account, Domains, Manage domains."));
            }

            isAlias |= (one.DomainAliases ?? []).Any(alias => string.Equals(alias.DomainAliasName, domain, StringComparison.OrdinalIgnoreCase));
        }

        return isAlias
            ? new("google.domain", DoctorVerdict.Fault,
                new(
                    $"{domain} là bí danh của một miền khác; không tạo địa chỉ chính ở đó được.",
                    $"{domain} is an alias of another domain; no primary address can be in it."),
                new("Thêm nó làm miền phụ, hoặc dùng miền chính.", "Add it as a secondary domain, or use the domain that it stands for."))
            : new("google.domain", DoctorVerdict.Fault,
                new($"Khách hàng này không có tên miền {domain}.", $"This customer does not hold the domain {domain}."),
                new(
                    "Vào bảng điều khiển quản trị, Tài khoản, Miền, Quản lý miền, và thêm nó.",
                    "Add it in the Admin console, Account, Domains, Manage domains."));
    }

    private static bool Says(DirectoryException fault, string words) => fault.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
