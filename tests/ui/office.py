"""An office that has set up its users: people and programs of every role, a site with the widget,
and a document on either shelf. What only the internal one says must reach nobody else."""

from pathlib import Path
from typing import NamedTuple

import httpx

from ui.access.access import Access
from ui.access.passwords import make_hash
from ui.access.records import Site
from ui.access.visitor import AccessRole

PASSWORD = "chín con ngựa tía bên sông"
PEOPLE = {
    AccessRole.ADMIN: "quản trị",
    AccessRole.EDITOR: "biên tập",
    AccessRole.STAFF: "cán bộ",
}
PROGRAMS = (AccessRole.PUBLIC, AccessRole.STAFF, AccessRole.EDITOR)
SITE_ORIGIN = "https://vong-nguyet.example"

# Words and figures that stand in the internal paper and nowhere else; whoever may not read it
# must meet none of them, with or without marks, anywhere.
SECRETS = ("bạch hạc thảo", "bach hac thao", "7.391.264", "7391264", "555/KH-UBND", "Khuya Tịnh")
INTERNAL = """**ỦY BAN NHÂN DÂN**
**PHƯỜNG KHUYA TỊNH**

Số: 555/KH-UBND

*Khuya Tịnh, ngày 06 tháng 02 năm 2026*

# KẾ HOẠCH

**Trồng cây bạch hạc thảo năm 2026**

## I. MỤC TIÊU

| TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Đơn vị chủ trì |
|---|---|---|---|---|---|
| 1 | Số cây bạch hạc thảo | Cây | 7.391.264 | 7.391.264 | Đội Khuya Tịnh |

## II. NHIỆM VỤ

Năm 2026, phường trồng 7.391.264 cây bạch hạc thảo dọc suối, giao Đội Khuya Tịnh chăm sóc.
"""
PUBLIC = """**ỦY BAN NHÂN DÂN**
**PHƯỜNG SAO MAI**

Số: 97/KH-UBND

*Sao Mai, ngày 06 tháng 02 năm 2026*

# KẾ HOẠCH

**Trồng cây sấu năm 2026**

## I. MỤC TIÊU

| TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Đơn vị chủ trì |
|---|---|---|---|---|---|
| 1 | Số cây sấu | Cây | 120 | 150 | Đội cây xanh |

## II. NHIỆM VỤ

Phường trồng cây sấu dọc phố chính, giao Đội cây xanh chăm sóc.
"""


class Office(NamedTuple):
    """A running server, and what opens its doors."""

    server: str
    data: Path
    site: Site
    sessions: dict[AccessRole, str]
    keys: dict[AccessRole, str]

    def by_cookie(self, role: AccessRole) -> dict[str, str]:
        """The headers of a browser in which somebody of this role is logged in."""
        return {"cookie": f"cancu_session={self.sessions[role]}", "origin": self.server}

    def by_key(self, role: AccessRole) -> dict[str, str]:
        """The headers of a program with a key of this role."""
        return {"authorization": f"Bearer {self.keys[role]}"}

    def by_widget(self) -> dict[str, str]:
        """The headers of a citizen's browser on a page of the site."""
        page = {"origin": SITE_ORIGIN}
        begun = httpx.post(
            f"{self.server}/widget/session", json={"site": self.site.id}, headers=page
        )
        assert begun.status_code == 200, begun.text
        return {**page, "authorization": f"Bearer {begun.json()['token']}"}


def write_papers(folder: Path) -> dict[str, Path]:
    """The two papers, each in a folder called as its shelf."""
    papers = {"internal": INTERNAL, "public": PUBLIC}
    for shelf, text in papers.items():
        (folder / shelf).mkdir(parents=True)
        (folder / shelf / f"ke-hoach-{shelf}.md").write_text(text, "utf-8")
    return {shelf: folder / shelf for shelf in papers}


def set_up(server: str, data: Path) -> Office:
    """The users, keys and site; everybody's password is `PASSWORD`."""
    access, kept = Access(data), make_hash(PASSWORD.encode())
    for role, name in PEOPLE.items():
        access.users.add(name, role)
        access.users.set_password(name, kept)
    office = Office(
        server,
        data,
        access.all_sites.add("Trang của phường", [SITE_ORIGIN], "vi"),
        {role: access.sessions.open(name) for role, name in PEOPLE.items()},
        {role: access.keys.add(f"máy {role}", role)[1] for role in PROGRAMS},
    )
    access.close()
    return office
