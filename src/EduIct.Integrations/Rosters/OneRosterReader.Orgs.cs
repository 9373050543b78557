using EduIct.Issues;
using EduIct.Naming;
using EduIct.Units;

namespace EduIct.Rosters;

// Units: orgs.csv.
internal sealed partial class OneRosterReader
{
    private void ReadOrg(OneRosterTable row)
    {
        string? id = row.SourcedId();
        string? name = row.Required("name");
        row.OneOf("type", "department", "school", "district", "local", "state", "national");
        if (id is not null && _orgs.ContainsKey(id))
        {
            row.Fault("roster.duplicate-id", "sourcedId", $"'{id}' đã có ở trên.", $"'{id}' stands above already.");
        }

        if (id is null || name is null || row.IsFaulty)
        {
            // As it is written, so that what refers to it is no further fault.
            _faultyOrgs.Add(row["sourcedId"]);
            return;
        }

        string slug = row["metadata.slug"] is { Length: > 0 } given && Unit.IsSlug(given) ? given : VietnameseText.ToUnitSlug(name) ?? VietnameseText.ToSlug(id) ?? "unit";
        _orgs[id] = new Unit(Code(id), UnitKindReader.Read(name), name.Normalize(), slug)
        {
            Parents = row["parentSourcedId"] is { Length: > 0 } parent && UnitCode.IsValue(parent) ? [new UnitParent(Code(parent), DateSpan.Always)] : [],
        };
        _parentPlaces[id] = row.PlaceOf("parentSourcedId");
    }

    private void CheckParents()
    {
        foreach ((string id, Unit unit) in _orgs.ToArray())
        {
            if (unit.ParentOn(_day) is not { } parent)
            {
                continue;
            }

            if (!_orgs.ContainsKey(parent.Value) && !_faultyOrgs.Contains(parent.Value))
            {
                if (!_manifest.IsBulk("orgs") || _unread.Contains("orgs"))
                {
                    continue;
                }

                _issues.Add("roster.unknown-org", _parentPlaces[id], $"Không có đơn vị '{parent.Value}'.", $"There is no org '{parent.Value}'.");
            }
            else if (IsAboveItself(id))
            {
                _issues.Add("roster.org-cycle", _parentPlaces[id], $"'{id}' nằm dưới chính nó.", $"'{id}' stands below itself.");
            }
        }
    }

    private bool IsAboveItself(string id)
    {
        string? current = id;
        for (int height = 0; height <= _orgs.Count && current is not null; height++)
        {
            current = _orgs.TryGetValue(current, out Unit? unit) ? unit.ParentOn(_day)?.Value : null;
            if (current == id)
            {
                return true;
            }
        }

        return false;
    }

    private bool KnownOrg(OneRosterTable row, string column, string id)
    {
        if (_orgs.ContainsKey(id) || _faultyOrgs.Contains(id))
        {
            return _orgs.ContainsKey(id);
        }

        if (_unread.Contains("orgs"))
        {
            return false;
        }

        if (!_manifest.IsBulk("orgs") && UnitCode.IsValue(id))
        {
            return true;
        }

        row.Fault("roster.unknown-org", column, $"Không có đơn vị '{id}'.", $"There is no org '{id}'.");
        return false;
    }
}
