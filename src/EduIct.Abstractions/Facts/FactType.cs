namespace EduIct.Facts;

/// <summary>What values a fact can have.</summary>
public enum FactType
{
    /// <summary>A whole number of things or people, from 0.</summary>
    Count,

    /// <summary>A number from 0, in the fact's unit of measure.</summary>
    Number,

    /// <summary>A share from 0 to 100.</summary>
    Percent,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of the fact's choices.</summary>
    Choice,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,
}
