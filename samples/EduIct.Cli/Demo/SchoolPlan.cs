using System.Globalization;
using EduIct.Units;

namespace EduIct.Cli.Demo;

/// <summary>Which schools a number of pupils fills, with which classes, of what sizes.</summary>
internal static class SchoolPlan
{
    private const int MeanClass = 37;
    private const int SmallestClass = 30;
    private const int LargestClass = 45;

    // A THPT, a primary school, a THCS, a GDTX, both kinds with two levels, and both pairs of namesakes.
    private const int EveryLevel = 8;

    /// <summary>Classes with their numbers of pupils, which add up to <paramref name="students"/>.</summary>
    public static IReadOnlyList<(DemoClass Class, int Pupils)> Make(int students, SplitMix random)
    {
        int count = Math.Max(1, (students + (MeanClass / 2)) / MeanClass);
        List<DemoClass> classes = Deal(count);
        int[] sizes = Sizes(students, classes.Count, random);
        return [.. classes.Select((each, i) => (each, sizes[i]))];
    }

    // Every school has a class in each of its grades before one has a second; where there are too few classes for that, every school has some.
    private static List<DemoClass> Deal(int count)
    {
        DemoOrg[] schools = Opened(count);
        var classes = new List<DemoClass>(count);
        for (int section = 0; ; section++)
        {
            for (int turn = 0; turn < 12; turn++)
            {
                for (int i = 0; i < schools.Length; i++)
                {
                    (int first, int last) = SchoolCatalogue.Grades(schools[i].Kind);
                    int grades = last - first + 1;
                    if (turn >= grades)
                    {
                        continue;
                    }

                    classes.Add(Class(schools[i], first + ((turn + i) % grades), section));
                    if (classes.Count == count)
                    {
                        return classes;
                    }
                }
            }
        }
    }

    private static DemoOrg[] Opened(int classes)
    {
        int open = 0;
        int filled = 0;
        foreach (DemoOrg school in SchoolCatalogue.Schools)
        {
            (int first, int last) = SchoolCatalogue.Grades(school.Kind);
            filled += last - first + 1;
            if (filled > classes * 4 / 5 && open >= Math.Min(classes, EveryLevel))
            {
                break;
            }

            open++;
        }

        return [.. SchoolCatalogue.Schools.Take(open)];
    }

    private static DemoClass Class(DemoOrg school, int grade, int section)
    {
        string number = (section + 1).ToString(CultureInfo.InvariantCulture);
        string title = grade.ToString(CultureInfo.InvariantCulture) + (grade <= 5 ? Letter(section) : school.Kind == UnitKind.ContinuingEducationCentre ? "B" + number : "A" + number);
        return new DemoClass($"{school.Id}/{title}", school.Id, title, grade);
    }

    private static string Letter(int section) =>
        section < 26 ? ((char)('A' + section)).ToString() : Letter((section / 26) - 1) + Letter(section % 26);

    private static int[] Sizes(int students, int classes, SplitMix random)
    {
        var sizes = new int[classes];
        for (int i = 0; i < classes; i++)
        {
            sizes[i] = (students / classes) + (i < students % classes ? 1 : 0);
        }

        for (int i = 0; i + 1 < classes; i += 2)
        {
            int shift = random.Between(-6, 6);
            if (InBounds(sizes[i] + shift) && InBounds(sizes[i + 1] - shift))
            {
                sizes[i] += shift;
                sizes[i + 1] -= shift;
            }
        }

        return sizes;

        static bool InBounds(int size) => size is >= SmallestClass and <= LargestClass;
    }
}
