#!/usr/bin/env bash
# Babel 2.19.0, on `write_mo` and messages with a plural of which one form is translated and one is empty.
#
# A message without a translation is left out of the .mo file, so that gettext falls back to the source for
# all of it, and a fallback catalogue is asked. One would expect a half-filled plural to be left out as
# well, or its empty form to stay empty. Seen: it is written, with the source's own words in each empty
# form. So the sentence changes its language with the number, nobody is warned, and no fallback
# (`add_fallback`) is ever asked for it.
#
#   msgstr[0] "", msgstr[1] "noch %(n)d Tage"        1: "%(n)d day to go"      2: "noch %(n)d Tage"
#   msgstr[0] "noch %(n)d Stunde", msgstr[1] ""      1: "noch %(n)d Stunde"    2: "%(n)d hours to go"
#   msgstr ""                                        left out; the fallback is asked
#
# So whoever compiles catalogues that are still being filled has to take half-filled plurals out before.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
import gettext
import io

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HEAD = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
'''
HALF = '''
msgid "%(n)d day to go"
msgid_plural "%(n)d days to go"
msgstr[0] ""
msgstr[1] "noch %(n)d Tage"

msgid "%(n)d hour to go"
msgid_plural "%(n)d hours to go"
msgstr[0] "noch %(n)d Stunde"
msgstr[1] ""

msgid "season"
msgstr ""
'''
WHOLE = '''
msgid "%(n)d day to go"
msgid_plural "%(n)d days to go"
msgstr[0] "nog %(n)d dag"
msgstr[1] "nog %(n)d dagen"

msgid "season"
msgstr "seizoen"
'''


def compiled(text, language):
    catalog = read_po(io.BytesIO((HEAD + text).encode()), locale=language)
    file = io.BytesIO()
    write_mo(file, catalog)
    file.seek(0)
    return gettext.GNUTranslations(file)


half = compiled(HALF, "de")
half.add_fallback(compiled(WHOLE, "nl"))
for one, many in (("%(n)d day to go", "%(n)d days to go"), ("%(n)d hour to go", "%(n)d hours to go")):
    for n in (1, 2):
        print(f"{n}: {half.ngettext(one, many, n)}")
print("without a translation:", half.gettext("season"))
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
1: %(n)d day to go
2: noch %(n)d Tage
1: noch %(n)d Stunde
2: %(n)d hours to go
without a translation: seizoen
EXPECTED
echo "as seen before"
