"""The office's words: the glossary and the groups of synonyms, as data and through the lexicon."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

import prompts
from assistant.lexicon import lexicon, phrase
from ingest.text import fold, tidy
from prompts import Language, rows, table

_GLOSSARY = Path(prompts.__file__).parent / "data" / "glossary.tsv"

# Abbreviations that stand for several terms in real documents; the rest stand for one.
_AMBIGUOUS = {"mttq", "vneid", "tt", "ct", "hd", "da", "pl", "bct"}
# Phrases that two groups of synonyms share on purpose: a total row stands for a count or for money.
_SHARED = {"tổng cộng"}

# What an English-speaking official types → the term as documents write it.
_ENGLISH = {
    "smart": "thông minh",
    "classrooms": "phòng học",
    "submitted": "nộp",
    "submission of": "nộp",
    "poor households": "hộ nghèo",
    "near-poor households": "hộ cận nghèo",
    "households": "hộ gia đình",
    "schools": "trường học",
    "pupils": "học sinh",
    "teachers": "giáo viên",
    "kindergartens": "trường mầm non",
    "population": "dân số",
    "per capita income": "thu nhập bình quân đầu người",
    "budget revenue": "thu ngân sách",
    "budget expenditure": "chi ngân sách",
    "recurrent expenditure": "chi thường xuyên",
    "public investment": "đầu tư công",
    "disbursement": "giải ngân",
    "site clearance": "giải phóng mặt bằng",
    "land use right certificates": "giấy chứng nhận quyền sử dụng đất",
    "construction permits": "giấy phép xây dựng",
    "solid waste": "chất thải rắn",
    "wastewater": "nước thải",
    "clean water": "nước sạch",
    "forest cover": "độ che phủ rừng",
    "environmental protection": "bảo vệ môi trường",
    "climate change": "biến đổi khí hậu",
    "traffic accidents": "tai nạn giao thông",
    "street lights": "chiếu sáng công cộng",
    "sidewalks": "vỉa hè",
    "urban areas": "đô thị",
    "new-style rural": "nông thôn mới",
    "one commune one product": "mỗi xã một sản phẩm",
    "cooperatives": "hợp tác xã",
    "enterprises": "doanh nghiệp",
    "household businesses": "hộ kinh doanh",
    "industrial clusters": "cụm công nghiệp",
    "exports": "xuất khẩu",
    "livestock": "chăn nuôi",
    "aquaculture": "nuôi trồng thủy sản",
    "irrigation": "thủy lợi",
    "farmers": "nông dân",
    "health insurance": "bảo hiểm y tế",
    "social insurance": "bảo hiểm xã hội",
    "doctors": "bác sĩ",
    "hospital beds": "giường bệnh",
    "vaccination": "tiêm chủng",
    "food safety": "an toàn thực phẩm",
    "unemployment": "thất nghiệp",
    "vocational training": "đào tạo nghề",
    "elderly people": "người cao tuổi",
    "people with disabilities": "người khuyết tật",
    "ethnic minorities": "dân tộc thiểu số",
    "gender equality": "bình đẳng giới",
    "tourists": "khách du lịch",
    "cultural families": "gia đình văn hóa",
    "military service": "nghĩa vụ quân sự",
    "fire prevention": "phòng cháy, chữa cháy",
    "natural disasters": "thiên tai",
    "birth registration": "khai sinh",
    "citizen reception": "tiếp công dân",
    "complaints": "khiếu nại",
    "anti-corruption": "phòng, chống tham nhũng",
    "party members": "đảng viên",
    "voters": "cử tri",
    "payroll": "biên chế",
    "civil servants": "công chức",
    "on time": "đúng hạn",
    "overdue": "quá hạn",
    "digitisation": "số hóa",
    "digitization": "số hóa",
    "online payments": "thanh toán trực tuyến",
    "cashless": "không dùng tiền mặt",
    "base stations": "trạm phát sóng",
}

# Spoken or regional wording → the wording of the documents.
_SPOKEN = {
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất",
    "bộ phận một cửa": "trung tâm phục vụ hành chính công",
    "xe rác": "xe thu gom rác",
    "bác sĩ/10.000 dân": "bác sĩ trên vạn dân",
    "đường ngõ, xóm": "đường làng ngõ xóm",
    "kẹt xe": "ùn tắc giao thông",
    "đàn heo": "đàn lợn",
    "đền bù": "bồi thường",
    "tiếp dân": "tiếp công dân",
    "thẻ BHYT": "bảo hiểm y tế",
    "trường cấp 2": "trường THCS",
    "đi bộ đội": "nhập ngũ",
    "phát triển đảng viên": "kết nạp đảng viên",
    "loa phường": "truyền thanh cơ sở",
    "đèn đường": "chiếu sáng công cộng",
    "online": "trực tuyến",
}

# Near in speech, different in count: one must never answer for the other.
_APART = [
    ("thu ngân sách", "chi ngân sách"),
    ("thu ngân sách", "kinh phí"),
    ("thu ngân sách", "thu ngân sách địa phương"),
    ("hộ nghèo", "hộ cận nghèo"),
    ("hồ sơ", "thủ tục hành chính"),
    ("dịch vụ công trực tuyến toàn trình", "dịch vụ công trực tuyến một phần"),
    ("dân số", "hộ gia đình"),
    ("sinh viên", "học sinh"),
    ("tiểu học", "mầm non"),
    ("kế hoạch", "kết quả"),
    ("xã", "phường"),
    ("bê tông hóa", "nhựa hóa"),
    ("cán bộ", "công chức"),
    ("công chức", "viên chức"),
    ("đúng hạn", "trước hạn"),
    ("đúng hạn", "quá hạn"),
    ("tập huấn", "đào tạo nghề"),
    ("khiếu nại", "tố cáo"),
    ("xuất khẩu", "nhập khẩu"),
    ("tổng số", "tổng kinh phí"),
    ("nông thôn mới nâng cao", "nông thôn mới kiểu mẫu"),
    ("bảo hiểm y tế", "bảo hiểm xã hội"),
    ("bảo hiểm xã hội tự nguyện", "bảo hiểm xã hội bắt buộc"),
    ("nước sạch", "nước hợp vệ sinh"),
    ("phủ sóng", "bao phủ"),
    ("người dân", "hộ gia đình"),
]


def _marks(listed: str) -> list[str]:
    return [mark.strip() for mark in listed.split(",") if mark.strip()]


def _same(text: str, language: Language) -> set[tuple[str, ...]]:
    """Everything that may stand for a text that is one term."""
    terms = lexicon(language).terms(text)
    assert len(terms) == 1, f"{text} is read as {[term.typed for term in terms]}"
    return set(terms[0].alternatives)


def test_every_row_has_three_tidy_cells_and_a_term() -> None:
    lines = _GLOSSARY.read_text("utf-8").splitlines()
    assert lines[0] == "term\tabbreviations\tenglish"
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) == 3, line
        assert cells[0], line
        assert all(cell == tidy(cell) for cell in cells), line
        assert all(part.strip() for cell in cells[1:] if cell for part in cell.split(",")), line


def test_the_glossary_is_wide_enough_for_the_fields_of_a_commune() -> None:
    assert len(rows("glossary")) >= 700


def test_no_term_stands_twice_nor_differs_only_in_its_marks() -> None:
    counted = Counter(phrase(term) for term, _, _ in rows("glossary"))
    assert [term for term, count in counted.items() if count > 1] == []


def test_no_row_is_dead() -> None:
    for term, marks, english in rows("glossary"):
        assert marks or "," not in term, f"the code passes over a list of words: {term}"
        assert marks or english or len(phrase(term)) > 1, f"{term} says nothing"


def test_no_gloss_or_abbreviation_stands_twice_in_a_row() -> None:
    for term, marks, english in rows("glossary"):
        for listed in (_marks(marks), [gloss.lower() for gloss in _marks(english)]):
            assert len(listed) == len(set(listed)), term


def test_an_abbreviation_stands_for_one_term_unless_documents_use_it_for_more() -> None:
    terms = defaultdict(set)
    for term, marks, _ in rows("glossary"):
        for mark in _marks(marks):
            terms[" ".join(phrase(mark))].add(term)
    assert {mark for mark, meant in terms.items() if len(meant) > 1} == _AMBIGUOUS


def test_no_abbreviation_is_another_term_without_its_marks() -> None:
    terms = {phrase(term) for term, _, _ in rows("glossary")}
    marks = [mark for _, listed, _ in rows("glossary") for mark in _marks(listed)]
    assert [mark for mark in marks if phrase(mark) in terms] == []


def test_a_group_of_synonyms_has_several_phrases_and_none_twice() -> None:
    for group in table("synonyms")["groups"]:
        phrases = [phrase(text) for text in group]
        assert len(phrases) > 1, group
        assert all(phrases), group
        assert len(phrases) == len(set(phrases)), group


def test_groups_of_synonyms_share_no_phrase_that_would_chain_two_meanings() -> None:
    counted = Counter(phrase(text) for group in table("synonyms")["groups"] for text in group)
    shared = {" ".join(text) for text, count in counted.items() if count > 1}
    assert shared == {" ".join(phrase(text)) for text in _SHARED}


def test_no_english_gloss_is_written_with_vietnamese_letters() -> None:
    glosses = [gloss for _, _, listed in rows("glossary") for gloss in _marks(listed)]
    assert [gloss for gloss in glosses if not fold(gloss).isascii()] == []


@pytest.mark.parametrize(("typed", "term"), _ENGLISH.items())
def test_an_english_wording_finds_the_vietnamese_term(typed: str, term: str) -> None:
    assert phrase(term) in {tuple(map(_bare, found)) for found in _same(typed, "en")}


@pytest.mark.parametrize(("spoken", "written"), _SPOKEN.items())
def test_a_spoken_wording_finds_the_written_one(spoken: str, written: str) -> None:
    assert phrase(written) in _same(spoken, "vi")


@pytest.mark.parametrize(("one", "other"), _APART)
def test_what_counts_differently_stays_apart(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        same = lexicon("vi").same.get(phrase(first), frozenset())
        assert phrase(second) not in same


def _bare(word: str) -> str:
    return " ".join(phrase(word))
