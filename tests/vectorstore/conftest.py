"""A folder of small files, and a store over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.document import Shelf
from tests.vectorstore.corpus import reader
from vectorstore.intake import Summary, ingest
from vectorstore.store import Mode, Store

AN_BINH = """@ phường|An Bình|Hải Phòng
# I. Mục tiêu
Phấn đấu đưa dịch vụ công trực tuyến đến mọi hộ dân trên địa bàn.
- Tỷ lệ người dân có tài khoản VNeID | 2026 | ≥ 85%
- Tỷ lệ hồ sơ giải quyết trực tuyến | 2026 | 100%
# II. Tổ chức thực hiện
Bí thư chi bộ chỉ đạo tổ công nghệ số cộng đồng theo Kế hoạch số 07/KH-UBND.
"""
XUAN_HOA = """@ phường|Xuân Hoà|Hải Phòng
# I. Chỉ tiêu
- Tỷ lệ người dân có tài khoản VNeID | 2026 | ≥ 80%
- xã Tân Lập: số nhà văn hoá | 2026 | 12
# II. Kinh phí
Ngân sách phường bố trí kinh phí mua sắm máy tính cho các trường học.
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the documents of two wards."""
    folder = tmp_path / "van ban"
    folder.mkdir()
    (folder / "an-binh.txt").write_text(AN_BINH, "utf-8")
    (folder / "xuan-hoa.txt").write_text(XUAN_HOA, "utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the store goes; nothing is there yet."""
    return tmp_path / "data"


@pytest.fixture
def store(files: Path, data: Path) -> Iterator[Store]:
    """A store open to write that has taken the two documents in, on the internal shelf."""
    with Store.open(data, mode=Mode.WRITE) as opened:
        take(opened, files)
        yield opened


def take(store: Store, *paths: Path, shelf: Shelf = Shelf.INTERNAL, version: str = "1") -> Summary:
    """Ingest with the reader of the small files."""
    return ingest(list(paths), shelf, store, reader=reader(version))
