#!/usr/bin/env bash
# edtf 5.0.2 and edtf-validate 2.0.0, the two readers of EDTF on PyPI, on quarters (2018-33 to 36) and
# halves (2018-40, 41), which level 2 of the specification has as it has seasons (2018-21 to 24):
# https://www.loc.gov/standards/datetime/
#
# Both take a quarter or a half alone; a season they take alone, at an end of an interval, and with
# an open end. One would expect the same of a quarter. Seen: both refuse a quarter or a half wherever an
# interval begins or ends with it, open or not.
#
#   2018-21, 2018-33, 2018-40              edtf: read     edtf-validate: valid
#   2018-21/2018-22, 2018-21/..            edtf: read     edtf-validate: valid
#   2018-33/2018-34, 2018-33/.., ../2018-33,
#   2018-01/2018-33, 2018-40/2018-41       edtf: refused  edtf-validate: invalid
#
# So "not before the first quarter of 2018" can be handed to neither as it stands; the months of the
# quarter (2018-01/..) say the same span.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 edtf-validate==2.0.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf_validate.valid_edtf import is_valid


def is_read(text):
    try:
        parse_edtf(text)
    except EDTFParseException:
        return False
    return True


for text in (
    "2018-21 2018-33 2018-40 2018-21/2018-22 2018-21/.. 2018-33/2018-34 2018-33/.. ../2018-33 "
    "2018-01/2018-33 2018-40/2018-41 2018-01/.."
).split():
    read = "read" if is_read(text) else "refused"
    print(f"{text}: edtf: {read}; edtf-validate: {'valid' if is_valid(text) else 'invalid'}")
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
2018-21: edtf: read; edtf-validate: valid
2018-33: edtf: read; edtf-validate: valid
2018-40: edtf: read; edtf-validate: valid
2018-21/2018-22: edtf: read; edtf-validate: valid
2018-21/..: edtf: read; edtf-validate: valid
2018-33/2018-34: edtf: refused; edtf-validate: invalid
2018-33/..: edtf: refused; edtf-validate: invalid
../2018-33: edtf: refused; edtf-validate: invalid
2018-01/2018-33: edtf: refused; edtf-validate: invalid
2018-40/2018-41: edtf: refused; edtf-validate: invalid
2018-01/..: edtf: read; edtf-validate: valid
EXPECTED
echo "as seen before"
