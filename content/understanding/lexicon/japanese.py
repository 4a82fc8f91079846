"""Japanese: what its words mean; they are cut apart when a message is normalised."""

from typing import Final

from content.understanding.lexicon import each

MARKS: Final = "いつ シーズン は の 配信 撮影 です か ますか どこ 誰 何"
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "いつ, 何日, 何日 に",
    "who": "誰",
    "where": "どこ",
    "what": "何",
    "how_many": "何話, 全何話, 話数",
    "hour": "何時",
    "aux": "ますか, ですか, か",
    "release": "配信, 公開, 放送, 始まる, 始まった",
    "out": "配信 中, 公開 された",
    "yet": "もう, まだ",
    "film": "撮影",
    "start": "開始, 始まった, 始まる",
    "wrap_filming": "撮影 終了, 終わった, 終了",
    "renew": "更新, 続編, 決定, あります か, ありますか, ある か, ある",
    "cancel": "打ち切り, キャンセル",
    "episodes": "話数, 何話, 全何話, エピソード",
    "trailer": "予告編, 予告",
    "direct": "監督",
    "cast": "キャスト, 出演",
    "countdown": "あと 何日, あと 何 日, まで 何日, 何日 残り",
    "watch": "見れる, 観れる, 見られる, 観られる, 視聴",
    "correct": "訂正, 修正",
    "forget": "忘れて, リセット",
    "news": "最新, 情報, ニュース",
    "change": "延期",
    "announce": "発表",
    "official": "公式, 本当",
    "rumour": "噂",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "は の が を に で も と な て だ ね よ 中 さ れ た する した される された です か "
    "ました もう まだ 月 日 年 話 次の 新しい"
)
"""Ordinary words that carry no meaning here."""

WORDS: Final = each(
    "いつ あと まで された される した する です ですか どこ ました ますか まだ もう アイアン "
    "アガサ あります ある 忘れて リセット "
    "アゲイン エコー エピソード キャスト キャンセル ケイジ シーズ シーズン ジェシカ "
    "ジョーンズ デアデビル ディフェンダーズ ニュース パニッシャー フィスト ボーン ルーク "
    "ロキ ワンダーマン 予告 予告編 何 何日 何時 何話 全何話 公式 公開 出演 噂 始まった "
    "始まる 延期 情報 打ち切り 撮影 放送 新しい 日本 時間 更新 最新 最終 本当 次の 決定 発表 "
    "監督 終わった 終了 続編 見られる 見れる 視聴 観られる 観れる 話数 誰 配信 開始"
)
"""Words that are written without spaces around them."""
