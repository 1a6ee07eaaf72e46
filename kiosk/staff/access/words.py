"""The words of the prompts: no sentence too long for a ten-year-old's ear, none with a word of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.packs import Pack

WORDS, HANZI = 12, 20
"""The most a sentence of a prompt may have (plain language; hangul counts in words, as Latin does)."""
_SENTENCE = re.compile(r"[^。！？.!?…]+[。！？.!?…]*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_TRADE = {
    "zh": "请输入 请选择 请点击 点击 提交 输入 系统 服务器 网络异常 失败 无效 错误 非法 超时 验证 登录 默认 "
    "用户 参数 数据 信息录入 界面 工单 识别",
    "en": "invalid|error|failed|failure|submit|submission|please enter|enter your|enter the|input|click|"
    "select|option|default|user|"
    "system|server|network|timeout|data|process|processing|database|interface|issue|ticket|recogni[sz]ed",
    "ko": "입력 클릭 제출 시스템 오류 서버 실패 무효 데이터 사용자 옵션 기본값 네트워크",
}
"""Words no neighbour would say to another; of English as patterns of whole words."""


def sentences(prompt: str) -> list[str]:
    """The sentences of a prompt, without what its placeholders stand for."""
    bare = _PLACEHOLDER.sub("", prompt)
    return [s.strip() for s in _SENTENCE.findall(bare) if s.strip()]


def length(sentence: str, language: str) -> int:
    """How long it is: hanzi of a Chinese sentence (a Latin word or a figure is one), words of another."""
    if language.startswith("zh"):
        return len(_HANZI.findall(sentence)) + len(re.findall(r"[A-Za-z0-9]+", sentence))
    return len(re.findall(r"[\w’'-]+", sentence))


def too_long(pack: Pack) -> Iterator[str]:
    """Each sentence over the rule, with its key and its length."""
    most = HANZI if pack.tag.startswith("zh") else WORDS
    for key, text in pack.prompts.items():
        for sentence in sentences(text):
            count = length(sentence, pack.tag)
            if count > most:
                yield f"{pack.tag} {key}: {sentence} ({count})"


def of_the_trade(pack: Pack) -> Iterator[str]:
    """Each prompt with a word of the trade in it."""
    primary = pack.tag.partition("-")[0]
    listed = _TRADE.get(primary, "")
    pattern = rf"\b({listed})\b" if primary == "en" else "|".join(map(re.escape, listed.split()))
    for key, text in pack.prompts.items():
        found = re.search(pattern, _PLACEHOLDER.sub("", text), re.IGNORECASE) if pattern else None
        if found:
            yield f"{pack.tag} {key}: {found[0]!r} in {text}"


def characters(pack: Pack) -> set[str]:
    """Every character the kiosk may have to show in a language: all that its pack holds."""
    texts = [pack.name, *pack.prompts.values()]
    texts += [t for c in pack.categories for t in (c.name, c.department, c.first_level)]
    texts += [path.read_text(encoding="utf-8") for path in sorted(pack.folder.glob("*.toml"))]
    return {c for text in texts for c in text if not c.isspace() and c.isprintable()}
