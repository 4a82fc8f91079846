"""Titles as they are written in other scripts, folded and run together, with the Latin name."""

from typing import Final

WRITTEN: Final = {
    "ジェシカジョーンズ": "Jessica Jones",
    "デアデビル": "Daredevil",
    "デアデビルボーンアゲイン": "Daredevil: Born Again",
    "ボーンアゲイン": "Born Again",
    "ルークケイジ": "Luke Cage",
    "アイアンフィスト": "Iron Fist",
    "パニッシャー": "The Punisher",
    "ディフェンダーズ": "The Defenders",
    "ロキ": "Loki",
    "エコー": "Echo",
    "アガサ": "Agatha",
    "アガサオールアロング": "Agatha All Along",
    "ワンダーマン": "Wonder Man",
    "τζεσικατζοουνς": "Jessica Jones",
    "τζεσικα": "Jessica Jones",
    "ντερντεβιλ": "Daredevil",
    "λουκκειτζ": "Luke Cage",
    "αιρονφιστ": "Iron Fist",
    "πανισερ": "The Punisher",
    "ντιφεντερς": "The Defenders",
    "λοκι": "Loki",
}
