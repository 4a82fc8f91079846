from content.language.from_outside import text_from_outside


def test_lines_stay_and_what_is_not_to_be_seen_goes():
    text = " One\u202e \t two\u200b\r\n\n\n\n\nthree \x00\n four\u00a0five"

    assert text_from_outside(text, most=100) == "One two\n\nthree\nfour five"


def test_what_is_too_long_is_cut():
    assert text_from_outside("one two", most=5) == "one…"
