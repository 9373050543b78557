using System.Collections.Immutable;
using System.Globalization;
using EduIct.Issues;
using EduIct.Tenants;

namespace EduIct.Planning;

/// <summary>Stands between a plan and its application: a plan that would bar or delete more than the policy allows is refused as a whole.</summary>
public static class PlanGuard
{
    /// <summary>Name of the guard on suspensions of leavers.</summary>
    public const string Leavers = "leavers";

    /// <summary>Name of the guard on suspensions of graduates.</summary>
    public const string Graduates = "graduates";

    /// <summary>Name of the guard on deletions.</summary>
    public const string Deletions = "deletions";

    /// <summary>Name of the guard on licences: more seats needed than are free.</summary>
    public const string Seats = "seats";

    /// <summary>Name of the guard on members taken out of posts' groups, and on accounts of posts that change hands.</summary>
    public const string Holders = "holders";

    // A Sở has a handful of posts: one new director is a quarter of their members.
    private const int HoldersAlwaysAllowed = 5;

    /// <summary>The guards that can be accepted by name.</summary>
    public static ImmutableArray<string> Names { get; } = [Leavers, Graduates, Deletions, Seats, Holders];

    /// <summary>Every guard that the plan does not pass; empty lets it through.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">The tenant's limits.</param>
    /// <param name="accepted">Guards accepted by name for exactly this plan, with the number accepted: a plan that does more is refused all the same.</param>
    public static ImmutableArray<GuardRefusal> Check(Plan plan, TenantPolicy policy, IReadOnlyDictionary<string, int> accepted)
    {
        var refusals = ImmutableArray.CreateBuilder<GuardRefusal>();

        // Counted again from the operations: what a file's header says of itself is not what is applied.
        int suspensions = plan.Operations.Count(operation => operation.Kind == OperationKind.Suspend);
        Check(Leavers, Math.Max(plan.Header.Leavers, suspensions - plan.Header.Graduates), Limit(policy.Guards.LeaversShare), "khóa tài khoản của người đã rời trường", "suspend accounts of leavers");
        Check(Graduates, plan.Header.Graduates, Limit(policy.Graduates.Share), "khóa tài khoản của học sinh cuối cấp", "suspend accounts of graduates");
        Check(Deletions, plan.Operations.Count(operation => operation.Kind == OperationKind.Delete), policy.Guards.Deletions, "xóa tài khoản", "delete accounts");
        if (plan.Header.PostMembers is { } members)
        {
            int allowed = Math.Max(HoldersAlwaysAllowed, (int)Math.Floor(policy.Guards.HoldersShare * members));
            Check(Holders, plan.Operations.Count(operation => operation.Kind is OperationKind.RemoveMember or OperationKind.HandOver), allowed, "thay người giữ chức danh", "take posts away from those who hold them");
        }

        foreach (SeatNeed need in plan.Header.Seats)
        {
            Refuse(Seats, need.Needed, need.Free, figures => new LocalizedText(
                $"Không đủ giấy phép {need.Licence} ở '{need.Provider}' ({figures} còn trống). Hãy mua thêm {Number(need.Short)}, hoặc đặt seats.priority trong tenant.json để người được ưu tiên có trước.",
                $"Too few seats of the licence {need.Licence} at '{need.Provider}' ({figures} free). Buy {Number(need.Short)} more, or set seats.priority in tenant.json so that those with priority come first."));
        }

        return refusals.ToImmutable();

        int Limit(double share) => (int)Math.Floor(share * plan.Header.Managed);

        void Check(string guard, int count, int limit, string vi, string en) => Refuse(guard, count, limit, figures => new LocalizedText(
            $"Kế hoạch sẽ {vi} nhiều hơn giới hạn ({figures}). Nếu đúng là như vậy: --accept {guard}={Number(count)}",
            $"The plan would {en} beyond the limit ({figures}). If that is right: --accept {guard}={Number(count)}"));

        void Refuse(string guard, int count, int limit, Func<string, LocalizedText> message)
        {
            if (count > limit && !(accepted.TryGetValue(guard, out int allowed) && count <= allowed))
            {
                refusals.Add(new GuardRefusal(guard, count, limit, message($"{Number(count)} > {Number(limit)}")));
            }
        }

        static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
    }
}
