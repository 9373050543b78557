using EduIct.Education;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>Schools in which somebody stands, where a provider is to know of schools: made where missing, and named as the roster names them.</summary>
internal static class SchoolPass
{
    public static void Run(PlanContext context)
    {
        foreach ((string provider, EducationIndex education) in context.Education.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            IEnumerable<UnitCode> wanted = context.Desired.Accounts
                .Where(account => account.Provider == provider && GroupPass.CanJoin(context, provider, account.Key))
                .SelectMany(account => account.Schools);
            foreach (UnitCode unit in wanted.Distinct().Order())
            {
                EducationSchool? actual = education.School(unit);
                string name = context.Desired.Schools[unit];
                if (!string.Equals(actual?.Name, name, StringComparison.Ordinal))
                {
                    context.SchoolAfter[(provider, unit)] = context.Operations.Add(new PlanOperation(0, OperationKind.EnsureSchool, provider)
                    {
                        Expect = actual is null ? OperationFields.None : new OperationFields { Name = actual.Name },
                        Set = new OperationFields { School = unit, Name = name },
                    });
                }
            }
        }
    }
}
