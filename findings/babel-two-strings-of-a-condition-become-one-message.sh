#!/usr/bin/env bash
# Babel 2.19.0, on what `extract` takes from a call such as _("yes" if ready else "no").
#
# Only a literal can be looked up in a catalogue, and Babel says so since it warns of f-strings with
# substitutions. One would expect it to warn of other expressions too, or to take nothing or each literal from
# them. Seen: it takes all literals of an argument, run together, as one message, and says nothing. "yesno"
# is in no program; it is given to translators, and what the program asks for has no translation.
#
#   _("two " "joined")                         "two joined", as Python has it
#   _("yes" if ready else "no")                "yesno"
#   _("start " + name)                         "start "
#   _(f"start {name}")                         nothing, with a warning on standard error
#
# So choices are made among calls, not within one: _("yes") if ready else _("no"); and a test that each
# message of the catalogue stands in the code finds what slipped through.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
import contextlib
import io

from babel.messages.extract import extract

for call in (
    '_("two " "joined")',
    '_("yes" if ready else "no")',
    '_("start " + name)',
    '_(f"start {name}")',
):
    warned = io.StringIO()
    with contextlib.redirect_stderr(warned):
        found = [message for _, message, _, _ in extract("python", io.BytesIO(call.encode()), {"_": None})]
    print(f"{call}: {found}, {'warned' if warned.getvalue() else 'not warned'}")
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
_("two " "joined"): ['two joined'], not warned
_("yes" if ready else "no"): ['yesno'], not warned
_("start " + name): ['start '], not warned
_(f"start {name}"): [], warned
EXPECTED
echo "as seen before"
