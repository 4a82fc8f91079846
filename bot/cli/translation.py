"""What a language lacks of all that is said to people, for whoever translates it."""

import re
import sys

import click

from bot.cli.terminal import print_text


def check_translation(language: str) -> None:
    """Print what is wrong in the catalogue of *language*, and exit with 1 if anything is.

    Raises:
        click.BadParameter: that is no code of a language.
    """
    from content.language.catalogues import report_on

    if not re.fullmatch("[a-z]{2,3}", language):
        raise click.BadParameter(
            "write the ISO 639 code of a language, such as it.", param_hint="--language"
        )
    if language == "en":
        print_text("en: English is said as it stands in the code; there is nothing to translate.")
        return
    report = report_on(language)
    for fault in report.faults:
        print_text(f"{fault}")
    for path, lacks, of in report.mixed:
        print_text(
            f"remark: {language}: content/{path} mixes: {lacks} of its {of} sentences are still "
            "said in English, each as a whole"
        )
    print_text(f"{language}: {report.translated} of {report.of} sentences, {report.lacking}")
    if report.faults:
        sys.exit(1)
