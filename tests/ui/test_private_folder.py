"""The data folder holds internal papers and drafts: it is for the eyes of who runs the program."""

import os
from stat import S_IMODE

import pytest

from tests.ui.office import Office


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_other_users_of_the_machine_cannot_look_into_the_data_folder(office: Office) -> None:
    assert S_IMODE(office.data.stat().st_mode) == 0o700
