namespace EduIct.Expressions;

/// <summary>
/// Fields and indices after a root: <c>a.b[i].c</c>, or with <c>has()</c> around it. Kept as one node, since whether a part of a variable is unknown
/// depends on the whole path from the variable.
/// </summary>
internal sealed class PathPlan(PlanNode root, PathStep[] steps, bool isTest) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation)
    {
        var keys = new CelValue[steps.Length];
        CelValue trouble = default;
        for (int i = 0; i < steps.Length; i++)
        {
            keys[i] = steps[i].Index is { } index ? index.Evaluate(evaluation) : steps[i].Field;
            if (keys[i].Kind >= CelKind.Unknown)
                trouble = Strict(trouble, keys[i]);
        }

        CelValue value;
        if (root is VariablePlan variable)
        {
            if (trouble.Kind < CelKind.Unknown && evaluation.Facts.HasPatterns && evaluation.Facts.MatchUnknown(variable.Slot, keys) is { } missing)
                return CelValue.Unknown(missing);
            value = evaluation.Facts.Values[variable.Slot];
        }
        else
        {
            value = root.Evaluate(evaluation);
        }

        if (value.Kind >= CelKind.Unknown)
            trouble = Strict(value, trouble);
        if (trouble.Kind >= CelKind.Unknown)
            return trouble;
        for (int i = 0; i < keys.Length; i++)
        {
            value = isTest && i == keys.Length - 1 ? Has(value, keys[i])
                : steps[i].Index is null ? Select(value, keys[i]) : At(value, keys[i], evaluation);
            if (value.Kind == CelKind.Error)
                return value;
        }

        return value;
    }

    private static CelValue Has(CelValue value, CelValue field) => value.Kind == CelKind.Map
        ? CelValue.Bool(value.MapUnchecked.TryGet(field, out _))
        : FunctionBody.NoOverload("has", value);

    private static CelValue Select(CelValue value, CelValue field)
    {
        if (value.Kind != CelKind.Map)
            return FunctionBody.NoOverload($"_.{field.StringUnchecked}", value);
        return value.MapUnchecked.TryGet(field, out CelValue found) ? found : CelValue.Fail("no_such_key", field.StringUnchecked);
    }

    internal static CelValue At(CelValue value, CelValue key, Evaluation evaluation)
    {
        if (value.Kind == CelKind.List)
        {
            CelValue place = MapEntries.Normal(key);
            if (place.Kind is not (CelKind.Int or CelKind.Uint))
                return key.Kind == CelKind.Double ? CelValue.Fail("invalid_index", key.ToString()) : FunctionBody.NoOverload("_[_]", value, key);
            CelValue[] items = value.ListUnchecked;
            return place.Kind == CelKind.Int && (ulong)place.Bits < (ulong)items.Length
                ? items[place.Bits]
                : CelValue.Fail("invalid_index", $"{key} in a list of {items.Length}");
        }

        if (value.Kind != CelKind.Map || !(key.IsNumber || key.Kind is CelKind.Bool or CelKind.String))
            return FunctionBody.NoOverload("_[_]", value, key);
        if (key.Kind == CelKind.String)
            evaluation.ChargeText(key.StringUnchecked.Length);
        return value.MapUnchecked.TryGet(key, out CelValue found) ? found : CelValue.Fail("no_such_key", key.ToString());
    }
}

/// <summary>A field by name, or an index that is evaluated.</summary>
internal readonly record struct PathStep(CelValue Field, PlanNode? Index);
