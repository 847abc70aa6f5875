"""Published maps read from tables: gates become conditions; what cannot be read is refused by name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from travaux.core.dates import When
from travaux.core.procedure import BadProcedure, Event, Next, load, shipped, shipped_ids, status
from travaux.core.procedure.import_uk import import_uk
from travaux.core.procedure.writing import write

STEPS = """1\ta\tLaid\tx\t1
2\tb\tApproved\tx\t1
3\tc\tAA\tx\t2
4\td\tAB\tx\t3
5\te\tAC\tx\t4
6\tf\tAD\tx\t9
"""
ROUTES = """10\tr\t1\t3
11\tr\t3\t5
12\tr\t2\t4
13\tr\t4\t5
14\tr\t5\t2
"""
LINKS = "".join(f"{at}\t{route}\t7\n" for at, route in enumerate(range(10, 15)))


@pytest.fixture
def tables(tmp_path: Path) -> Callable[..., Path]:
    """A folder of tables: approval is allowed once laid, unless it has happened."""

    def make(steps: str = STEPS, routes: str = ROUTES, links: str = LINKS) -> Path:
        (tmp_path / "steps.tsv").write_text(steps)
        (tmp_path / "routes.tsv").write_text(routes)
        (tmp_path / "procedure_routes.tsv").write_text(links)
        (tmp_path / "procedures.tsv").write_text("7\tp\tSmall\n")
        return tmp_path

    return make


def test_gates_become_conditions(tables: Callable[..., Path]) -> None:
    procedure = import_uk(tables(), "7")
    laid, approved = Event("l", "s1", When("2022-01-01")), Event("a", "s2", When("2022-02-01"))

    seen = [status(procedure, events, date(2022, 3, 1)).steps["s2"].next for events in ([], [laid], [laid, approved])]

    assert seen == [Next.NOT_YET, Next.MAY, Next.CANNOT]
    assert procedure.steps["s2"].title == {"en": "Approved"}


@pytest.mark.parametrize(("change", "line", "words"), [
    ({"steps": STEPS.replace("AC\tx\t4", "AC\tx\t10")}, 2, "EQUALS 5 counts"),
    ({"routes": ROUTES.replace("13\tr\t4\t5", "13\tr\t4\t2")}, 2, "AND 5 has 1 routes into it, not 2"),
    ({"routes": ROUTES + "15\tr\t5\t1\n", "links": LINKS + "9\t15\t7\n"}, 2, "AND 5 has 2 routes out"),
    ({"steps": STEPS.replace("AB\tx\t3", "AB\tx\t77")}, 4, "type of step “77”"),
    ({"routes": ROUTES.replace("12\tr\t2", "12\tr\t99")}, 3, "step “99”"),
    ({"routes": ROUTES.replace("10\tr\t1\t3", "10\tr\t1")}, 1, "3 columns"),
    ({"routes": ROUTES.replace("14\tr\t5\t2", "14\tr\t5\t2\t-\tx\tsoon\tNULL")}, 5, "“soon” is not a date"),
    ({"links": LINKS + "9\t66\t7\n"}, 0, "route 66"),
    ({"routes": ROUTES.replace("14\tr\t5\t2", "14\tr\t5\t2\t-\tx\t2021-02-01\t2021-01-31")}, 5, "ends before"),
    ({"routes": ROUTES + "10\tr\t1\t3\n"}, 6, "“10” stands already at line 1"),
    ({"steps": STEPS.replace("1\t", "one\t", 1)}, 1, "“one” is no number"),
    ({"routes": ROUTES.replace("12\tr\t2\t4", "12\tr\t3\t4").replace("11\tr\t3\t5", "11\tr\t1\t5")}, 3,
     "NOT 4 can be given ALLOWS"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(
    tables: Callable[..., Path], change: dict[str, str], line: int, words: str
) -> None:
    with pytest.raises(BadProcedure) as refusal:
        import_uk(tables(**change), "7")

    assert words in str(refusal.value)
    assert (line, True) in [(fault.line, bool(fault.remedy)) for fault in refusal.value.faults]


def test_a_header_is_passed_over_and_tables_with_commas_are_read(tables: Callable[..., Path]) -> None:
    folder = tables()
    expected = import_uk(folder, "7")
    for file in folder.glob("*.tsv"):
        text = file.read_text(encoding="utf-8")
        file.with_suffix(".csv").write_text("id,code\r\n" + text.replace("\t", ",").replace("\n", "\r\n"), "utf-8-sig")
        file.unlink()

    assert import_uk(folder, "7") == expected


def test_gates_that_feed_themselves_are_refused(tables: Callable[..., Path]) -> None:
    routes = "10\tr\t1\t5\n11\tr\t5\t3\n12\tr\t3\t5\n13\tr\t4\t2\n14\tr\t2\t4\n"
    steps = STEPS.replace("AC\tx\t4", "AC\tx\t4").replace("AA\tx\t2", "AA\tx\t11")

    with pytest.raises(BadProcedure, match="feed themselves"):
        import_uk(tables(steps=steps, routes=routes + "15\tr\t3\t1\n", links=LINKS + "9\t15\t7\n"), "7")


def test_a_procedure_that_is_not_there_names_those_that_are(tables: Callable[..., Path]) -> None:
    with pytest.raises(BadProcedure, match="There are: 7"):
        import_uk(tables(), "8")


@pytest.mark.parametrize("id", shipped_ids())
def test_what_is_written_loads_equal(id: str) -> None:
    assert load(write(shipped(id))) == shipped(id)
