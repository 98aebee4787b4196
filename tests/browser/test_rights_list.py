"""The administrator looks at the list of rights."""

from collections.abc import Callable

import pytest

from support.desk import Desk

pytestmark = pytest.mark.city


def test_the_list_of_rights_is_reached_from_the_portal_and_narrowed(desk: Callable[[str], Desk]):
    admin = desk("admin.yamada")
    admin.open("office")
    admin.follow("操作権限一覧表")
    assert admin.reads("個人番号の表示")
    admin.check("rights-all")
    admin.page.select_option("[name=system]", label="証明書コンビニ交付")
    admin.page.click("button:has-text('表示する')")
    admin.page.wait_for_url("**/rights?*")
    assert admin.reads("交付サービスの停止")
    assert not admin.reads("異動の審査（本登録）")
    admin.check("rights-kiosk")
