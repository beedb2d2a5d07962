"""Looking units up by name finds what going through all of them finds."""

from ingest.document import Unit
from ingest.known_units import Units
from ingest.mentions import match_unit
from ingest.places import same_unit

KNOWN = Units(
    Unit(kind, name, province)
    for kind in ("phường", "xã", "thành phố", "tỉnh")
    for name in ("Hòa Bình", "Hoà Bình", "Phú Quý", "5", "05", "Lam Giang", "Hải Phòng")
    for province in ("", "Hải Phòng", "Hải Dương", "Lâm Đồng")
)


def test_the_same_unit_is_found_under_every_way_of_naming_it() -> None:
    for unit in KNOWN:
        assert KNOWN.same(unit) == tuple(one for one in KNOWN if same_unit(one, unit))


def test_a_unit_that_is_not_known_is_the_same_as_none() -> None:
    assert KNOWN.same(Unit("phường", "Hải An")) == ()


def test_a_commune_stands_once_though_one_document_leaves_out_its_province() -> None:
    known = Units((Unit("xã", "Phú Quý", "Lâm Đồng"), Unit("xã", "Phú Quý"), Unit("tỉnh", "X")))
    assert known.communes == (Unit("xã", "Phú Quý", "Lâm Đồng"),)
    assert known.above == (Unit("tỉnh", "X"),)


def test_a_slip_of_the_hand_is_found_among_thousands_of_names() -> None:
    wards = [Unit("phường", f"Bến {a}{b}") for a in "BCĐGHKLMNPT" for b in ("á", "o", "u", "ông")]
    meant = Unit("phường", "Ngọc Khánh")
    for typed in ("phường Ngocc Khánh", "phường Ngọc Khhánh", "phường Ngọc Kháhn"):
        (mention,) = match_unit(typed, [*wards, meant])
        assert mention.units == (meant,)
        assert not mention.exact


def test_a_ward_of_another_province_is_not_the_one_whose_paper_leaves_its_province_out() -> None:
    known = (Unit("phường", "Tân Khê", "Hải Phòng"), Unit("phường", "Tân Khê"))
    assert match_unit("phường Tân Khê tỉnh Nam Định", known)[0].units == ()
    assert match_unit("phường Tân Khê Hải Phòng", known)[0].units == known[:1]
    assert match_unit("phường Tân Khê Nam Định", known[1:])[0].units == known[1:]
