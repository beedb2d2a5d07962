"""Made-up documents of made-up wards, the same for the same seed: a corpus of any size.

Four papers a ward: a plan with targets, a report, a project with a budget table, a decision. Each
comes to about ten chunks: its identity, its sections, the rows of its table.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from typing import Any

from assistant.conversation import Question, Turn
from evals.paper import Grid, Paper, write_docx, write_text
from ingest.text import unaccent

_ROWS = 3
_DOCX_EVERY = 10
_WARD_PAPERS = 4


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward that does not exist, and what its plan aims at."""

    name: str
    province: str
    chair: str
    number: int  # of its plan
    aims: tuple["Aim", ...]

    @property
    def label(self) -> str:
        """As a question names it: `phường Xuân Lĩnh`."""
        return f"phường {self.name}"

    @property
    def stem(self) -> str:
        """The start of its files' names: `xuan-linh-12`."""
        return unaccent(self.name).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Aim:
    """One row of a target table."""

    group: str
    indicator: str
    measure: str
    before: str
    target: str
    body: str


def write_papers(folder: Path, papers: int, seed: int = 2026) -> tuple[Ward, ...]:
    """Writes so many papers to the folder, every tenth as .docx, and returns their wards.

    A larger number begins with the same papers as a smaller one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wards = tuple(islice(_wards(seed), -(-papers // _WARD_PAPERS)))
    every = (paper for ward in wards for paper in _papers(ward, seed))
    for number, paper in enumerate(islice(every, papers), start=1):
        write = write_docx if number % _DOCX_EVERY == 0 else write_text
        write(folder, paper)
    return wards


@lru_cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _wards(seed: int) -> Iterator[Ward]:
    """Wards without end; where the names run out they go on with a number, as real ones do."""
    names = [f"{a} {b}" for a in _words()["first_syllables"] for b in _words()["second_syllables"]]
    random.Random(seed).shuffle(names)
    for serial in count():
        round_, place = divmod(serial, len(names))
        name = f"{names[place]} {round_ + 1}" if round_ else names[place]
        yield _ward(name, random.Random(f"{seed} {name}"))


def _ward(name: str, chance: random.Random) -> Ward:
    return Ward(
        name=name,
        province=chance.choice(_words()["provinces"]),
        chair=" ".join(chance.choice(_words()[part]) for part in ("families", "middles", "givens")),
        number=chance.randint(3, 120),
        aims=tuple(_aim(chance, group, each) for group, each in _chosen(chance)),
    )


def _chosen(chance: random.Random) -> list[tuple[str, str]]:
    """A few indicators in the order of the groups they stand in."""
    every = [(group["title"], each) for group in _words()["groups"] for each in group["indicators"]]
    return [every[place] for place in sorted(chance.sample(range(len(every)), _ROWS))]


def _aim(chance: random.Random, group: str, indicator: str) -> Aim:
    is_share = indicator.startswith("Tỷ lệ")
    before = chance.randint(20, 80)
    target = before + chance.randint(3, 19)
    return Aim(
        group=group,
        indicator=indicator,
        measure="%" if is_share else "số lượng",
        before=f"{before},{chance.randint(1, 9)}%" if is_share else str(before),
        target=f"{chance.choice(('≥ ', '', 'trên '))}{target}%" if is_share else str(target),
        body=chance.choice(_words()["bodies"]),
    )


def questions(ward: Ward) -> tuple[tuple[str, Question], ...]:
    """One question of each kind a ward's official asks, with its kind and the ward chosen.

    The first is asked twice: the first question about a ward finds out what belongs to it.
    """
    aim = ward.aims[0]
    figure = f"Chỉ tiêu {aim.indicator.lower()} năm 2026 là bao nhiêu?"
    texts = {
        "first": figure,
        "figure": figure,
        "unaccented": unaccent(figure),
        "comparison": f"So sánh kết quả năm 2025 và chỉ tiêu năm 2026 về {aim.indicator.lower()}",
        "list": f"Liệt kê các chỉ tiêu do {aim.body} chủ trì năm 2026",
        "responsible": f"Đơn vị nào chủ trì {aim.indicator.lower()}?",
        "identity": "Kế hoạch năm 2026 có số, ký hiệu nào và do ai ký?",
        "definition": "Chữ ký số là gì?",
        "passage": "Nhiệm vụ phục vụ người dân gồm những việc gì?",
        "absent": f"Chỉ tiêu {aim.indicator.lower()} năm 2041 là bao nhiêu?",
    }
    asked = [(kind, Question(text, ward.label)) for kind, text in texts.items()]
    goes_on = Question("Còn kết quả năm 2025 thì sao?", ward.label, (Turn("user", figure),))
    return (*asked, ("follow_up", goes_on))


def _papers(ward: Ward, seed: int) -> Iterator[Paper]:
    makers: tuple[tuple[str, Callable[[Ward, random.Random], Sequence[str | Grid]]], ...] = (
        ("ke-hoach-2026", _plan),
        ("bao-cao-2025", _report),
        ("de-an-2030", _project),
        ("quyet-dinh-2026", _decision),
    )
    for name, make in makers:
        chance = random.Random(f"{seed} {ward.name} {name}")
        yield Paper(f"{ward.stem}-{name}", tuple(make(ward, chance)))


def _plan(ward: Ward, chance: random.Random) -> Sequence[str | Grid]:
    subject = f"Phát triển kinh tế - xã hội và chuyển đổi số {ward.label} năm 2026"
    day = f"{chance.randint(5, 28):02} tháng 01 năm 2026"
    return [
        *_head(ward, f"{ward.number:02}/KH-UBND", day, "KẾ HOẠCH", subject),
        f"Ủy ban nhân dân {ward.label} ban hành Kế hoạch với các nội dung sau:",
        *("I. MỤC ĐÍCH, YÊU CẦU", *_list(chance, "purpose", 2)),
        *("II. CHỈ TIÊU NĂM 2026", _aims_table(ward)),
        "III. NHIỆM VỤ, GIẢI PHÁP",
        *("1. Phục vụ người dân", *_list(chance, "task", 2)),
        *("2. Bảo đảm điều kiện thực hiện", *_list(chance, "task", 2)),
        *("IV. TỔ CHỨC THỰC HIỆN", *_list(chance, "carry_out", 2)),
        *_foot(ward),
    ]


def _report(ward: Ward, chance: random.Random) -> Sequence[str | Grid]:
    day = f"{chance.randint(5, 28)} tháng 12 năm 2025"
    number = f"{chance.randint(150, 400)}/BC-UBND"
    subject = f"Kết quả thực hiện nhiệm vụ năm 2025 của {ward.label}"
    rows = tuple(
        (str(place), aim.indicator, aim.before, aim.body)
        for place, aim in enumerate(ward.aims, start=1)
    )
    return [
        *_head(ward, number, day, "BÁO CÁO", subject),
        "I. CÔNG TÁC CHỈ ĐẠO",
        *_list(chance, "carry_out", 1),
        "II. KẾT QUẢ THỰC HIỆN",
        *("1. Cải cách hành chính", *_list(chance, "result", 2)),
        *("2. Kinh tế, xã hội", *_list(chance, "result", 2)),
        (("TT", "Chỉ tiêu", "Kết quả năm 2025", "Đơn vị theo dõi"), *rows),
        *("III. TỒN TẠI, HẠN CHẾ", *_list(chance, "weakness", 2)),
        *_foot(ward),
    ]


def _project(ward: Ward, chance: random.Random) -> Sequence[str | Grid]:
    amounts = [chance.randint(2, 95) for _ in range(_ROWS)]
    rows = tuple(
        (str(place), f"Nâng cấp {place_name}", _tenths(amount), "Ngân sách phường")
        for place, (amount, place_name) in enumerate(
            zip(amounts, _place_names(chance), strict=True), start=1
        )
    )
    day = f"{chance.randint(5, 28):02} tháng 02 năm 2026"
    subject = f"Hiện đại hóa hạ tầng phục vụ người dân {ward.label} đến năm 2030"
    return [
        *_head(ward, f"{chance.randint(2, 40):02}/ĐA-UBND", day, "ĐỀ ÁN", subject),
        *("Phần thứ nhất", "SỰ CẦN THIẾT", *_list(chance, "need", 2)),
        *("Phần thứ hai", "MỤC TIÊU, GIẢI PHÁP"),
        *("I. MỤC TIÊU", *_list(chance, "purpose", 2)),
        *("II. GIẢI PHÁP", *_list(chance, "task", 3)),
        *("Phần thứ ba", "KINH PHÍ THỰC HIỆN", "Đơn vị tính: tỷ đồng"),
        (
            ("TT", "Nội dung", "Kinh phí giai đoạn 2026-2030", "Nguồn"),
            *rows,
            ("", "Tổng cộng", _tenths(sum(amounts)), ""),
        ),
        *_foot(ward),
    ]


def _decision(ward: Ward, chance: random.Random) -> Sequence[str | Grid]:
    day = f"{chance.randint(5, 28):02} tháng 3 năm 2026"
    subject = f"Về việc phân công theo dõi các chỉ tiêu năm 2026 của {ward.label}"
    rows = tuple(
        (str(place), aim.indicator, aim.body, chance.choice(_words()["bodies"]), "31/12/2026")
        for place, aim in enumerate(ward.aims, start=1)
    )
    return [
        *_head(ward, f"{chance.randint(20, 300)}/QĐ-UBND", day, "QUYẾT ĐỊNH", subject),
        f"Căn cứ Kế hoạch số {ward.number:02}/KH-UBND của UBND {ward.label};",
        "QUYẾT ĐỊNH:",
        "Điều 1. Phân công cơ quan chủ trì, phối hợp theo Phụ lục kèm theo Quyết định này.",
        f"Điều 2. {_sentence(chance, 'carry_out')}",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.",
        *_foot(ward),
        "PHỤ LỤC",
        "PHÂN CÔNG THEO DÕI CHỈ TIÊU",
        (("TT", "Chỉ tiêu", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"), *rows),
    ]


def _head(ward: Ward, number: str, day: str, kind: str, subject: str) -> list[str]:
    return [
        f"ỦY BAN NHÂN DÂN\nPHƯỜNG {ward.name.upper()}",
        f"Số: {number}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        f"{ward.name}, ngày {day}",
        kind,
        subject,
        f"Căn cứ nhiệm vụ được UBND tỉnh {ward.province} giao;",
    ]


def _foot(ward: Ward) -> list[str]:
    return [
        f"Nơi nhận:\n- UBND tỉnh {ward.province};\n- Lưu: VT.",
        f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{ward.chair}",
    ]


def _aims_table(ward: Ward) -> Grid:
    header = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả năm 2025", "Chỉ tiêu năm 2026", "Chủ trì")
    rows: list[tuple[str, ...]] = []
    for place, aim in enumerate(ward.aims, start=1):
        if aim.group not in (row[1] for row in rows):
            rows.append(("", aim.group, "", "", "", ""))
        rows.append((str(place), aim.indicator, aim.measure, aim.before, aim.target, aim.body))
    return (header, *rows)


def _list(chance: random.Random, name: str, length: int) -> list[str]:
    """So many sentences of a kind, or as many as there are, as dash items."""
    choices = _words()["sentences"][name]
    return [f"- {_filled(chance, each)}" for each in chance.sample(choices, length)]


def _sentence(chance: random.Random, name: str) -> str:
    return _filled(chance, chance.choice(_words()["sentences"][name]))


def _filled(chance: random.Random, sentence: str) -> str:
    return sentence.format(
        n=chance.randint(2, 28),
        m=chance.randint(30, 240),
        big=f"{chance.randint(1100, 48000):,}".replace(",", "."),
        share=f"{chance.randint(41, 99)},{chance.randint(1, 9)}",
        money=_tenths(chance.randint(110, 900)),
        body=chance.choice(_words()["bodies"]),
        place=_place(chance),
    )


def _place(chance: random.Random) -> str:
    return str(chance.choice(_words()["places"])).format(n=chance.randint(1, 14))


def _place_names(chance: random.Random) -> list[str]:
    return [_place(chance) for _ in range(_ROWS)]


def _tenths(amount: int) -> str:
    return f"{amount // 10},{amount % 10}"
