namespace EduIct.Calendars;

/// <summary>
/// When the moon is new and where the sun stands, after J. Meeus, Astronomical Algorithms (2nd ed., 1998): chapter 49 for the moon (a few seconds), the
/// theory VSOP87 as abridged there for the sun (about a second of arc, half a minute of time). ΔT by the polynomials of F. Espenak and J. Meeus
/// (Five Millennium Canon of Solar Eclipses, NASA/TP-2006-214141); for the years to come it is an estimate, by 2199 uncertain by a minute or two.
/// </summary>
internal static class SkyTime
{
    private const double J2000 = 2451545.0;
    private const double DaysInCentury = 36525.0;

    // Against the whole lunar theory ELP/MPP02 the series of the chapter errs by five seconds at most at the new moons next to midnight in Việt Nam. Only at
    // that of 7 July 1967 does it matter: two seconds before midnight by the series, three seconds after it by the theory.
    private const int NearestToMidnight = -402;
    private const double NearestToMidnightError = 5.0 / 86400;

    // Amplitude in 1e-8 radians, phase, frequency per thousand years: Earth's longitude.
    private static readonly (double A, double B, double C)[] s_l0 =
    [
        (175347046, 0, 0), (3341656, 4.6692568, 6283.0758500), (34894, 4.62610, 12566.15170), (3497, 2.7441, 5753.3849), (3418, 2.8289, 3.5231),
        (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194), (2343, 6.1352, 3930.2097), (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.6910),
        (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927), (902, 2.045, 26.298), (857, 3.508, 398.149), (780, 1.179, 5223.694), (753, 2.533, 5507.553),
        (505, 4.583, 18849.228), (492, 4.205, 775.523), (357, 2.920, 0.067), (317, 5.849, 11790.629), (284, 1.899, 796.298), (271, 0.315, 10977.079),
        (243, 0.345, 5486.778), (206, 4.806, 2544.314), (205, 1.869, 5573.143), (202, 2.458, 6069.777), (156, 0.833, 213.299), (132, 3.411, 2942.463),
        (126, 1.083, 20.775), (115, 0.645, 0.980), (103, 0.636, 4694.003), (102, 0.976, 15720.839), (102, 4.267, 7.114), (99, 6.21, 2146.17),
        (98, 0.68, 155.42), (86, 5.98, 161000.69), (85, 1.30, 6275.96), (85, 3.67, 71430.70), (80, 1.81, 17260.15), (79, 3.04, 12036.46),
        (75, 1.76, 5088.63), (74, 3.50, 3154.69), (74, 4.68, 801.82), (70, 0.83, 9437.76), (62, 3.98, 8827.39), (61, 1.82, 7084.90),
        (57, 2.78, 6286.60), (56, 4.39, 14143.50), (56, 3.47, 6279.55), (52, 0.19, 12139.55), (52, 1.33, 1748.02), (51, 0.28, 5856.48),
        (49, 0.49, 1194.45), (41, 5.37, 8429.24), (41, 2.40, 19651.05), (39, 6.17, 10447.39), (37, 6.04, 10213.29), (37, 2.57, 1059.38),
        (36, 1.71, 2352.87), (36, 1.78, 6812.77), (33, 0.59, 17789.85), (30, 0.44, 83996.85), (30, 2.74, 1349.87), (25, 3.16, 4690.48),
    ];

    private static readonly (double A, double B, double C)[] s_l1 =
    [
        (628331966747, 0, 0), (206059, 2.678235, 6283.075850), (4303, 2.6351, 12566.1517), (425, 1.590, 3.523), (119, 5.796, 26.298), (109, 2.966, 1577.344),
        (93, 2.59, 18849.23), (72, 1.14, 529.69), (68, 1.87, 398.15), (67, 4.41, 5507.55), (59, 2.89, 5223.69), (56, 2.17, 155.42), (45, 0.40, 796.30),
        (36, 0.47, 775.52), (29, 2.65, 7.11), (21, 5.34, 0.98), (19, 1.85, 5486.78), (19, 4.97, 213.30),
    ];

    private static readonly (double A, double B, double C)[] s_l2 =
        [(52919, 0, 0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152), (27, 0.05, 3.52), (16, 5.19, 26.30)];

    private static readonly (double A, double B, double C)[] s_l3 = [(289, 5.844, 6283.076), (35, 0, 0), (17, 5.49, 12566.15)];

    // Of each term the coefficient in days, the power of the Earth's eccentricity, and the multiples of M, M' and F.
    private static readonly (double Coefficient, int Power, int M, int Moon, int F)[] s_newMoon =
    [
        (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2), (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0),
        (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2), (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
        (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0), (0.00004, 0, 0, 2, -2), (0.00004, 0, 3, 0, 0), (0.00003, 0, 1, 1, -2),
        (0.00003, 0, 0, 2, 2), (-0.00003, 0, 1, 1, 2), (0.00003, 0, -1, 1, 2), (-0.00002, 0, -1, 1, -2), (-0.00002, 0, 1, 3, 0), (0.00002, 0, 0, 4, 0),
    ];

    // The planets: angle at k = 0, motion by k, and coefficient in 1e-6 days.
    private static readonly (double Angle, double Motion, double Coefficient)[] s_planets =
    [
        (251.88, 0.016321, 165), (251.83, 26.651886, 164), (349.42, 36.412478, 126), (84.66, 18.206239, 110), (141.74, 53.303771, 62), (207.14, 2.453732, 60),
        (154.84, 7.306860, 56), (34.52, 27.261239, 47), (207.19, 0.121824, 42), (291.34, 1.844379, 40), (161.72, 24.198154, 37), (239.56, 25.513099, 35),
        (331.55, 3.592518, 23),
    ];

    /// <summary>The Julian day (universal time) of a new moon.</summary>
    /// <param name="k">Its number; 0 is that of 6 January 2000.</param>
    public static double NewMoon(int k)
    {
        double t = k / 1236.85, t2 = t * t, t3 = t2 * t, t4 = t3 * t;
        double eccentricity = 1 - (0.002516 * t) - (0.0000074 * t2);
        double sun = Radians(2.5534 + (29.10535670 * k) - (0.0000014 * t2) - (0.00000011 * t3));
        double moon = Radians(201.5643 + (385.81693528 * k) + (0.0107582 * t2) + (0.00001238 * t3) - (0.000000058 * t4));
        double latitude = Radians(160.7108 + (390.67050284 * k) - (0.0016118 * t2) - (0.00000227 * t3) + (0.000000011 * t4));
        double node = Radians(124.7746 - (1.56375588 * k) + (0.0020672 * t2) + (0.00000215 * t3));
        double day = 2451550.09766 + (29.530588861 * k) + (0.00015437 * t2) - (0.000000150 * t3) + (0.00000000073 * t4);
        day -= 0.00017 * Math.Sin(node);
        foreach ((double coefficient, int power, int m, int mPrime, int f) in s_newMoon)
        {
            day += coefficient * Math.Pow(eccentricity, power) * Math.Sin((m * sun) + (mPrime * moon) + (f * latitude));
        }

        day += 0.000325 * Math.Sin(Radians(299.77 + (0.107408 * k) - (0.009173 * t2)));
        foreach ((double angle, double motion, double coefficient) in s_planets)
        {
            day += coefficient * 1e-6 * Math.Sin(Radians(angle + (motion * k)));
        }

        if (k == NearestToMidnight)
        {
            day += NearestToMidnightError;
        }

        return day - (DeltaT(day) / 86400);
    }

    /// <summary>The sun's apparent longitude in degrees, 0 to 360, at a Julian day (universal time).</summary>
    public static double SunLongitude(double julianDay)
    {
        double centuries = (julianDay + (DeltaT(julianDay) / 86400) - J2000) / DaysInCentury, millennia = centuries / 10;
        double earth = (Sum(s_l0, millennia) + (millennia * (Sum(s_l1, millennia) + (millennia * (Sum(s_l2, millennia) + (millennia * Sum(s_l3, millennia))))))) / 1e8;
        double node = Radians(125.04452 - (1934.136261 * centuries)), sun = Radians(280.4665 + (36000.7698 * centuries)), moon = Radians(218.3165 + (481267.8813 * centuries));
        double nutation = (-17.20 * Math.Sin(node)) - (1.32 * Math.Sin(2 * sun)) - (0.23 * Math.Sin(2 * moon)) + (0.21 * Math.Sin(2 * node));

        // The reference frame and the aberration, in seconds of arc.
        double degrees = (earth * 180 / Math.PI) + 180 + ((nutation - 0.09033 - 20.4898) / 3600);
        return degrees - (360 * Math.Floor(degrees / 360));
    }

    private static double Sum((double A, double B, double C)[] terms, double t)
    {
        double sum = 0;
        foreach ((double a, double b, double c) in terms)
        {
            sum += a * Math.Cos(b + (c * t));
        }

        return sum;
    }

    // Seconds by which the clocks of the planets are ahead of that of the Earth's turning.
    private static double DeltaT(double julianDay)
    {
        double year = 2000 + ((julianDay - J2000) / 365.25);
        double t;
        switch (year)
        {
            case < 1920:
                t = year - 1900;
                return -2.79 + (t * (1.494119 + (t * (-0.0598939 + (t * (0.0061966 - (t * 0.000197)))))));
            case < 1941:
                t = year - 1920;
                return 21.20 + (t * (0.84493 + (t * (-0.076100 + (t * 0.0020936)))));
            case < 1961:
                t = year - 1950;
                return 29.07 + (t * (0.407 + (t * ((-1.0 / 233) + (t / 2547)))));
            case < 1986:
                t = year - 1975;
                return 45.45 + (t * (1.067 + (t * ((-1.0 / 260) - (t / 718)))));
            case < 2005:
                t = year - 2000;
                return 63.86 + (t * (0.3345 + (t * (-0.060374 + (t * (0.0017275 + (t * (0.000651814 + (t * 0.00002373599)))))))));
            case < 2050:
                t = year - 2000;
                return 62.92 + (t * (0.32217 + (t * 0.005589)));
            default:
                t = (year - 1820) / 100;
                return -20 + (32 * t * t) - (year < 2150 ? 0.5628 * (2150 - year) : 0);
        }
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
