#!/usr/bin/env bash
# edtf 5.0.2 and edtf-validate 2.0.0, the two readers of EDTF on PyPI, on instants, which level 0 of
# the specification has as ISO 8601 has them: https://www.loc.gov/standards/datetime/
#
# `datetime.isoformat()` writes an aware moment in UTC with +00:00. One would expect that to be read,
# as any other offset is. Seen: both refuse +00:00 and -00:00, and take +00:01, any offset to +14:00,
# Z, and no offset at all. Both refuse what isoformat() writes of a fraction of a second, too, and an
# instant without seconds, and an instant at an end of an interval.
#
#   2018-03-08T08:00:00Z, …+00:01, …-13:00, …+14:00, no offset    edtf: read     edtf-validate: valid
#   2018-03-08T08:00:00+00:00, …-00:00                             edtf: refused  edtf-validate: invalid
#   2018-03-08T08:00Z, 2018-03-08T08:00:00.500000Z,
#   2018-03-08T08:00:00Z/..                                        edtf: refused  edtf-validate: invalid
#
# So whoever hands such a moment to either has to write Z for +00:00, always the seconds, and never
# a fraction of one: f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 edtf-validate==2.0.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
from datetime import datetime, timezone

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf_validate.valid_edtf import is_valid


def is_read(text):
    try:
        parse_edtf(text)
    except EDTFParseException:
        return False
    return True


moment = datetime(2018, 3, 8, 8, tzinfo=timezone.utc)
for text in (
    moment.isoformat(),
    f"{moment:%Y-%m-%dT%H:%M:%SZ}",
    *(f"2018-03-08T08:00:00{offset}" for offset in ("-00:00", "+00:01", "-13:00", "+14:00", "")),
    moment.replace(microsecond=500_000).isoformat().replace("+00:00", "Z"),
    "2018-03-08T08:00Z",
    "2018-03-08T08:00:00Z/..",
):
    read = "read" if is_read(text) else "refused"
    print(f"{text}: edtf: {read}; edtf-validate: {'valid' if is_valid(text) else 'invalid'}")
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
2018-03-08T08:00:00+00:00: edtf: refused; edtf-validate: invalid
2018-03-08T08:00:00Z: edtf: read; edtf-validate: valid
2018-03-08T08:00:00-00:00: edtf: refused; edtf-validate: invalid
2018-03-08T08:00:00+00:01: edtf: read; edtf-validate: valid
2018-03-08T08:00:00-13:00: edtf: read; edtf-validate: valid
2018-03-08T08:00:00+14:00: edtf: read; edtf-validate: valid
2018-03-08T08:00:00: edtf: read; edtf-validate: valid
2018-03-08T08:00:00.500000Z: edtf: refused; edtf-validate: invalid
2018-03-08T08:00Z: edtf: refused; edtf-validate: invalid
2018-03-08T08:00:00Z/..: edtf: refused; edtf-validate: invalid
EXPECTED
echo "as seen before"
