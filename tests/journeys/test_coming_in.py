"""Anna comes by her link, works at the desk, leaves, and signs in again. The link does not work twice."""

from .conftest import Site, Watched

PASSWORD = "correct-horse-battery"


def test_anna_comes_in_once_and_signs_in_again(watched: Watched, site: Site) -> None:
    page = watched.page
    page.goto(site.invitation)
    page.locator("input[type=password]").first.fill(PASSWORD)
    for field in page.locator("input[type=password]").all()[1:]:
        field.fill(PASSWORD)
    page.locator("main form [type=submit], main form button").last.click()
    page.wait_for_load_state()

    answer = watched.go("/en/desk")
    assert answer.status == 200
    assert "/desk" in page.url

    page.context.clear_cookies()
    page.goto(site.invitation)
    assert page.locator("input[type=password]").count() == 0  # used up

    watched.go("/en/account/login/")
    page.locator("input[type=email], input[name=login]").first.fill("anna@example.org")
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.locator("main form [type=submit], main form button").last.click()
    page.wait_for_load_state()
    assert watched.go("/en/desk").status == 200
    watched.complaints[:] = [said for said in watched.complaints if "410" not in said and "404" not in said]
