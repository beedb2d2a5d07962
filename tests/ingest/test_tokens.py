"""Token counts without a network."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.tokens import count, encoding
from ingest.train_tokens import train

SENTENCE = (
    "Phấn đấu đến hết năm 2026, tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận trực tuyến đạt từ "
    "85% trở lên; người dân trưởng thành có tài khoản định danh điện tử mức độ 2."
)


def test_vietnamese_in_nfc_takes_about_one_to_two_tokens_a_word() -> None:
    assert 1.0 < count(SENTENCE) / len(SENTENCE.split()) < 2.5


def test_decomposed_text_takes_more() -> None:
    assert count(unicodedata.normalize("NFD", SENTENCE)) > 2 * count(SENTENCE)


@given(st.text())
def test_any_text_encodes_and_decodes_whole(text: str) -> None:
    assert encoding().decode(encoding().encode_ordinary(text)) == text


def test_empty_text_has_no_token() -> None:
    assert count("") == 0


def test_training_is_deterministic_and_prefers_the_frequent() -> None:
    texts = [SENTENCE] * 3
    first = train(texts, size=300)
    assert first == train(list(texts), size=300)
    assert first[:256] == tuple(bytes([b]) for b in range(256))
    assert len(set(first)) == 300


def test_training_stops_where_nothing_repeats() -> None:
    assert len(train(["ab"], size=300)) == 256
