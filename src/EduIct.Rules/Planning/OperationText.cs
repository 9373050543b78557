using EduIct.Issues;

namespace EduIct.Planning;

/// <summary>Operations of a plan in words, for people who have to decide whether it is right. Personal: for eyes, not for logs.</summary>
public static class OperationText
{
    /// <summary>What an operation does, in one line: what is expected, an arrow, what is set.</summary>
    public static LocalizedText Describe(PlanOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        OperationFields expect = operation.Expect;
        OperationFields set = operation.Set;
        string who = operation.Person?.ToString() ?? operation.Unit?.ToString() ?? operation.Group?.ToString() ?? "";
        return operation.Kind switch
        {
            OperationKind.EnsureOrgUnit => new($"+ đơn vị {who}", $"+ organisational unit {who}"),
            OperationKind.Create => new(
                $"+ tài khoản {set.Address} {set.FamilyName} {set.GivenName} ({who}) tại {set.OrgUnit}",
                $"+ account {set.Address} {set.FamilyName} {set.GivenName} ({who}) in {set.OrgUnit}"),
            OperationKind.Update => new($"~ sửa {who}: {Changes(expect, set)}", $"~ update {who}: {Changes(expect, set)}"),
            OperationKind.Move => new($"~ chuyển {who}: {expect.OrgUnit} → {set.OrgUnit}", $"~ move {who}: {expect.OrgUnit} → {set.OrgUnit}"),
            OperationKind.Rename => new(
                $"~ đổi địa chỉ {who}: {expect.Address} → {set.Address}, địa chỉ cũ còn là bí danh",
                $"~ rename {who}: {expect.Address} → {set.Address}, the old address stays as alias"),
            OperationKind.Suspend => new($"- khóa {who}{Into(set)}", $"- suspend {who}{Into(set)}"),
            OperationKind.Reactivate => expect.Deleted == true
                ? new($"+ khôi phục {who}{Into(set)}", $"+ restore {who}{Into(set)}")
                : new($"+ mở lại {who}{Into(set)}", $"+ reactivate {who}{Into(set)}"),
            OperationKind.Delete => new($"- xóa {who}", $"- delete {who}"),
            OperationKind.EnsureGroup => new($"+ nhóm {operation.Group} ({set.Name})", $"+ group {operation.Group} ({set.Name})"),
            OperationKind.AddMember => new($"+ {set.Member} vào {operation.Group}", $"+ {set.Member} into {operation.Group}"),
            OperationKind.RemoveMember => new($"- {expect.Member} khỏi {operation.Group}", $"- {expect.Member} out of {operation.Group}"),
            OperationKind.EnsureSchool => expect.Name is null
                ? new($"+ trường {set.Name} ({set.School})", $"+ school {set.Name} ({set.School})")
                : new($"~ tên trường {set.School}: '{expect.Name}' → '{set.Name}'", $"~ name of school {set.School}: '{expect.Name}' → '{set.Name}'"),
            OperationKind.EnsureClass => expect.Id is null
                ? new($"+ lớp học {operation.Group} ({set.Name})", $"+ class {operation.Group} ({set.Name})")
                : new($"~ lớp học {operation.Group} ({set.Name}) thuộc {set.School}", $"~ class {operation.Group} ({set.Name}) of {set.School}"),
            OperationKind.SetSchooling => new(
                $"~ dữ liệu trường học của {who}: {Describe(expect.Schooling)} → {Describe(set.Schooling)}",
                $"~ school data of {who}: {Describe(expect.Schooling)} → {Describe(set.Schooling)}"),
            OperationKind.HandOver => new(
                $"~ đổi chủ {set.Address} ({who}): mật khẩu mới, kết thúc mọi phiên đăng nhập",
                $"~ hand over {set.Address} ({who}): a new password, every session ended"),
            OperationKind.NoteHolders => new($"~ ghi nhận người giữ {who}, mật khẩu giữ nguyên", $"~ note who holds {who}; the password stays"),
            _ => new(operation.ToString(), operation.ToString()),
        };
    }

    /// <summary>A kind of operation, for headings and totals.</summary>
    public static LocalizedText Describe(OperationKind kind) => kind switch
    {
        OperationKind.EnsureOrgUnit => new("tạo đơn vị tổ chức", "organisational units"),
        OperationKind.Create => new("tạo tài khoản", "accounts to create"),
        OperationKind.Update => new("sửa thông tin", "accounts to update"),
        OperationKind.Move => new("chuyển đơn vị", "accounts to move"),
        OperationKind.Rename => new("đổi địa chỉ", "addresses to change"),
        OperationKind.Suspend => new("khóa tài khoản", "accounts to suspend"),
        OperationKind.Reactivate => new("mở lại tài khoản", "accounts to reactivate"),
        OperationKind.Delete => new("xóa tài khoản", "accounts to delete"),
        OperationKind.EnsureGroup => new("tạo nhóm", "groups"),
        OperationKind.AddMember => new("thêm thành viên nhóm", "members to add"),
        OperationKind.RemoveMember => new("bớt thành viên nhóm", "members to remove"),
        OperationKind.EnsureSchool => new("trường học", "schools"),
        OperationKind.EnsureClass => new("lớp học", "classes"),
        OperationKind.SetSchooling => new("ghi dữ liệu trường học", "school data to write"),
        OperationKind.HandOver => new("đổi chủ hộp thư chức danh", "posts' accounts to hand over"),
        OperationKind.NoteHolders => new("ghi nhận người giữ chức danh", "holders of posts to note"),
        _ => new(kind.ToString(), kind.ToString()),
    };

    /// <summary>Why something is left alone.</summary>
    public static LocalizedText Describe(LeftAloneReason reason) => reason switch
    {
        LeftAloneReason.Protected => new("được bảo vệ (quản trị viên hoặc theo chính sách)", "protected (an administrator, or by policy)"),
        LeftAloneReason.AcceptedFault => new("dòng dữ liệu có lỗi đã được chấp nhận bỏ qua", "faulty rows, accepted to be left out"),
        LeftAloneReason.NotCovered => new("không còn trong danh sách, nhưng danh sách không đầy đủ cho đơn vị đó", "absent from a roster that is not complete there"),
        LeftAloneReason.LeaverKept => new("đã rời trường, chính sách không khóa", "has left; the policy does not suspend"),
        LeftAloneReason.GraduateKept => new("đã học xong cấp, còn trong thời hạn giữ tài khoản", "has graduated, within the time that accounts are kept"),
        LeftAloneReason.Retained => new("đã khóa, còn trong thời hạn lưu", "suspended, within the retention time"),
        LeftAloneReason.SuspendedByOthers => new("bị khóa bởi người khác", "suspended by somebody else"),
        LeftAloneReason.NoDomain => new("không có tên miền cho đơn vị và vai trò này", "no domain for this unit and role"),
        LeftAloneReason.NoAddress => new("không có địa chỉ hợp lệ còn trống", "no address that is legal and free"),
        LeftAloneReason.NameTooLong => new("tên dài hơn giới hạn của nhà cung cấp", "a name longer than the provider accepts"),
        LeftAloneReason.NoKey => new("không có mã người thuộc hệ thống mã của đơn vị", "no key in a code system of the tenant"),
        LeftAloneReason.NoSeat => new("chờ giấy phép: không còn chỗ", "waiting for a seat: none is free"),
        LeftAloneReason.AddressHeld => new("địa chỉ của chức danh đang thuộc về người hoặc nhóm khác", "the post's address is held by somebody or something else"),
        LeftAloneReason.OtherAddress => new("tài khoản của chức danh mang một địa chỉ khác", "the post's account has another of its addresses"),
        LeftAloneReason.NoHolder => new("chức danh chưa có người giữ", "nobody holds the post"),
        LeftAloneReason.HolderWithoutAccount => new("người giữ chức danh không có tài khoản đang dùng để vào nhóm", "who holds the post has no account in use that can join"),
        LeftAloneReason.AddedByHand => new("thành viên do người khác thêm vào nhóm của chức danh", "a member of a post's group that somebody added by hand"),
        LeftAloneReason.PostEnded => new("không còn văn bản hoặc đơn vị nào cần hộp thư này; địa chỉ vẫn giữ", "no directive or unit has this mailbox any more; its address stays"),
        LeftAloneReason.GroupNotClass => new("nhóm có từ trước khi bật education, không thành lớp học được", "a group from before education was on, which cannot become a class"),
        LeftAloneReason.DuplicateKey => new("hai tài khoản hoặc hai người mang cùng một mã", "two accounts or two people with one key"),
        _ => new(reason.ToString(), reason.ToString()),
    };

    private static string Changes(OperationFields expect, OperationFields set)
    {
        var changes = new List<string>(3);
        if (set.FamilyName is not null)
        {
            changes.Add($"'{expect.FamilyName}' → '{set.FamilyName}'");
        }

        if (set.GivenName is not null)
        {
            changes.Add($"'{expect.GivenName}' → '{set.GivenName}'");
        }

        if (set.Placement is { } now)
        {
            changes.Add($"{Place(expect.Placement)} → {Place(now)}");
        }

        return string.Join("; ", changes);
    }

    private static string Place(Accounts.Placement? placement) =>
        placement is null ? "?" : string.Join(' ', new[] { placement.UnitName, placement.Class, placement.Role.Name }.Where(part => !string.IsNullOrEmpty(part)));

    private static string Describe(Education.Schooling? schooling) =>
        schooling is null ? "?" : string.Join(' ', [schooling.Role.Name, .. schooling.Grade is { } grade ? [grade] : (string[])[], .. schooling.Schools.Select(unit => unit.ToString())]);

    private static string Into(OperationFields set) => set.OrgUnit is { } path ? $" → {path}" : "";
}
