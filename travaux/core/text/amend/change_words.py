"""Words replaced, deleted and inserted inside lines; sentences added, replaced, taken out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ..tree import Line, Note, tidy, words
from .draft import Draft
from .edit import HEADS, either_case, lines_of, own_lines_of, pattern_of, sentences, spans_of, with_words
from .find import Found
from .inflect import forms
from .operations import Operation, Outcome

_LITTLE = re.compile(r"(?i)and|or|и|или|а|в|\W")  # words that a provision may hold many times, one of which is meant
Places = list[tuple[Line, list[tuple[int, int]]]]


def change_words(draft: Draft, op: Operation, found: Found) -> Outcome:
    """One operation on words, in the places found."""
    target = draft.where(found.nodes[0])
    if op.op == "delete_sentence" or op.op == "replace_sentence":
        return _sentence(draft, op, found, target)
    if op.op == "add_sentence" or op.place in ("start", "end"):
        return _edge(draft, op, found, target)
    lines = _lines(op, found)
    if op.place == "inflected":
        return _inflected(draft, op, found, lines, target)
    places = [(line, _chosen(line, op, _within(found, line, lines))) for line in lines]
    return _done(draft, op, found, [(line, spans) for line, spans in places if spans], lines, target)


def _lines(op: Operation, found: Found) -> list[Line]:
    """The lines that a place covers: not the heading of the unit itself, which is cited by its own name."""
    lines: list[Line] = []
    for node in found.nodes:
        own = [child for child in node.nodes if child.kind in HEADS] if op.target.steps else []
        inside = [line for line in lines_of(node) if not any(line is head for head in own)]
        lines += [each for child in node.nodes for each in lines_of(child)] if isinstance(node, Note) else inside
    return lines


def _within(found: Found, line: Line, lines: list[Line]) -> tuple[int, int]:
    """The part of a line that is meant: all of it, or one sentence."""
    if not found.sentence:
        return 0, len(words(line))
    spans = [(each, span) for each in lines for span in sentences(words(each))]
    place = len(spans) - 1 if found.sentence == "last" else int(found.sentence) - 1
    if 0 <= place < len(spans) and spans[place][0] is line:
        return spans[place][1]
    return 0, 0


def _chosen(line: Line, op: Operation, part: tuple[int, int]) -> list[tuple[int, int]]:
    """Where the words stand in the part of the line that is meant."""
    if op.op == "delete_range":
        return _range(words(line), op, part)
    if op.op == "insert_words" and op.place.startswith("after"):
        return [
            span for span in spans_of(line, pattern_of(op.find.rstrip())) if part[0] <= span[0] and span[1] <= part[1]
        ]
    pattern = either_case(op.find) if op.place == "all" else pattern_of(op.find)
    return [span for span in spans_of(line, pattern) if part[0] <= span[0] and span[1] <= part[1]]


def _range(text: str, op: Operation, part: tuple[int, int]) -> list[tuple[int, int]]:
    """From some words to the end of the line (its last sign stays) or to other words."""
    first, _, until = op.find.partition("⟦…⟧")
    start = next((m for m in pattern_of(first).finditer(text, part[0], part[1])), None)
    if start is None:
        return []
    if until:
        end = next((m for m in pattern_of(until).finditer(text, start.end(), part[1])), None)
        return [(start.start(), end.end())] if end else []
    stop = part[1] - (len(found[0]) if (found := re.search(r"[.;:,]?\s*$", text[: part[1]])) else 0)
    begin = start.start() if op.place == "to_end" else start.end()
    return [(begin, stop)] if begin < stop else []


def _done(draft: Draft, op: Operation, found: Found, places: Places, lines: list[Line], target: str) -> Outcome:
    count = sum(len(spans) for _, spans in places)
    if count > 1 and (op.op == "delete_range" or op.place == "once" or (op.place == "" and _LITTLE.fullmatch(op.find))):
        return Outcome(op, "ambiguous", f"“{op.find.replace('⟦…⟧', '” … “')}” stands there {count} times", target)
    if op.op == "delete_range" and count and op.place != "until" and places[0][0] is not lines[-1]:
        return Outcome(op, "ambiguous", "the words run over several paragraphs", target)
    which = op.place.split(" ")[-1]
    if which in ("first", "last", "2", "3") and count:
        places, why = _nth(places, which)
        if not places:
            return Outcome(op, "not_found", why, target)
        count = 1
    if count and _stands_already(op, places):
        return Outcome(op, "already", f"“{op.text.strip()}” stands there", target)
    if count:
        for line, spans in places:
            draft.rewrite(line, with_words(line, spans, _changer(op)))
        return Outcome(op, "applied", f"{count} places" if count > 1 else "", target)
    if op.text.strip(" ,.;:") and any(pattern_of(op.text.strip(" ,")).search(words(each)) for each in lines):
        return Outcome(op, "already", f"“{op.text.strip()}” stands there", target)
    if found.sentence and not any(_within(found, line, lines)[1] for line in lines):
        return Outcome(op, "not_found", f"there are {_count(lines)} sentences", target)
    return Outcome(op, "not_found", near_words(op.find, lines), target)


def _nth(places: Places, which: str) -> tuple[Places, str]:
    every = [(line, span) for line, spans in places for span in spans]
    number = {"first": 1, "last": len(every)}.get(which) or int(which)
    if number > len(every):
        return [], f"the words stand there {len(every)} times"
    line, span = every[number - 1]
    return [(line, [span])], ""


def _stands_already(op: Operation, places: Places) -> bool:
    """Whether words to be inserted beside some words stand beside them, everywhere."""
    if op.op != "insert_words" or not op.text.strip():
        return False
    said = op.text.strip()
    for line, spans in places:
        text = words(line)
        for start, end in spans:
            after = op.place.startswith("after")
            beside = text[end:].lstrip() if after else text[:start].rstrip()
            if not (beside.startswith(said) if after else beside.endswith(said)):
                return False
    return True


def _changer(op: Operation) -> Callable[[str], str]:
    def change(said: str) -> str:
        if op.op == "replace_words":
            capital = op.text[:1].upper() + op.text[1:] if op.place == "all" and said[:1].isupper() else op.text
            return capital if said[:1].isupper() and op.find[:1].islower() else op.text
        if op.op == "delete_range":
            glue = " " if said[:1] == " " else ""
            return glue + op.text.rstrip(".;") if op.text else ""
        if op.op == "insert_words":
            glue = "" if op.text[:1] in ",.;:)" else " "
            if op.place.startswith("before") and said in ".;:,":  # "before the period at the end"
                return f"{glue}{op.text}{said}"
            return f"{said}{glue}{op.text}" if op.place.startswith("after") else f"{op.text} {said}"
        return ""

    return change


def _inflected(draft: Draft, op: Operation, found: Found, lines: list[Line], target: str) -> Outcome:
    """Words replaced in every case and number; a form that could be two cases with two results is left, and named."""
    pairs = forms(op.find, op.text)
    if not pairs:
        return Outcome(op, "ambiguous", f"the forms of “{op.find}” are not known; name each form", target)
    made: list[tuple[Line, Line]] = []
    count, doubtful = 0, list[str]()
    for old in lines:
        taken, unsure = _forms_in(words(old), pairs)
        where = draft.where(old)
        doubtful += [f"{said} in {where}" for said in unsure]
        line = old
        for start, end, new in sorted(taken, reverse=True):
            line = with_words(line, [(start, end)], partial(_instead, new))
        if taken:
            made.append((old, line))
            count += len(taken)
        doubtful += [f"“{left}” in {where}" for left in _other_forms(op.find, pairs, words(line))]
    if doubtful:  # a failed operation changes nothing
        return Outcome(op, "ambiguous", f"for a person: {'; '.join(dict.fromkeys(doubtful))}", target)
    for old, line in made:
        draft.rewrite(old, line)
    if count:
        return Outcome(op, "applied", f"{count} places" if count > 1 else "", target)
    return Outcome(op, "not_found", near_words(op.find, lines), target)


def _instead(new: str, _said: str) -> str:
    return new


def _forms_in(text: str, pairs: dict[str, set[str]]) -> tuple[list[tuple[int, int, str]], list[str]]:
    """Where forms of the words stand and what each becomes, and those that could become two things."""
    taken: list[tuple[int, int, str]] = []
    unsure: list[str] = []
    seen: list[tuple[int, int]] = []
    for said in sorted(pairs, key=len, reverse=True):
        for match in re.finditer(pattern_of(said).pattern, text, re.IGNORECASE):
            if any(start < match.end() and match.start() < end for start, end in seen):
                continue
            seen.append(match.span())
            results = pairs[said]
            if len(results) > 1:
                unsure.append(f"“{match[0]}” ({' or '.join(sorted(results))})")
                continue
            new = next(iter(results))
            taken.append((*match.span(), new[:1].upper() + new[1:] if match[0][:1].isupper() else new))
    return taken, unsure


def _other_forms(find: str, pairs: dict[str, set[str]], text: str) -> list[str]:
    """What looks like a form of the words but is in no paradigm that we can make."""
    stems = r"\s+".join(re.escape(word[: max(4, len(word) - 3)]) + r"\w*" for word in find.split())
    return [
        found
        for found in re.findall(rf"(?i)\b{stems}", text)
        if not any(found.lower() == form.lower() for form in pairs)
    ]


# --- edges and sentences ----------------------------------------------------------------------------------------------


def _edge(draft: Draft, op: Operation, found: Found, target: str) -> Outcome:
    """Words or a sentence at the beginning or the end of a unit."""
    node = found.nodes[-1]
    own = own_lines_of(node) or [each for each in lines_of(node) if each.kind not in HEADS]
    if op.place == "start" or (
        node.of_kind("intro") is not None and op.op == "add_sentence" and node.of_kind("wrapUp") is None
    ):
        own = own[:1] if op.place == "start" else own
    if not own and isinstance(node, Line):
        own = [node]
    if not own:
        return Outcome(op, "not_found", "the unit has no words of its own", target)
    if found.sentence:
        return _in_sentence(draft, op, found, own, target)
    last = (
        [each for each in lines_of(node) if each.kind not in HEADS][-1:]
        if op.op == "insert_words" and op.place == "end"
        else []
    )
    old = own[0] if op.place == "start" else (last or own)[-1]
    text = words(old)
    if pattern_of(op.text.strip().rstrip(".;")).search(text):
        return Outcome(op, "already", "the words stand there", target)
    draft.rewrite(old, _joined(old, op))
    return Outcome(op, "applied", "", target)


def _joined(old: Line, op: Operation) -> Line:
    if op.op == "add_sentence" and op.place != "start":
        return old.with_children(tidy((*old.children, f" {op.text}")))
    if op.place == "start":
        return old.with_children(tidy((f"{op.text} ", *old.children)))
    text = words(old)
    whole = op.text[:1].isupper() and re.search(r"[.!?]\s*$", op.text) and len(op.text.split()) > 3
    if text.endswith(".") and whole and not re.search(r"(?i)\bwords?\b|\bслов", op.formula):
        return old.with_children(tidy((*old.children, f" {op.text}")))
    ending = re.search(r"[.;:,](?:\s+(?:and|or|и|или))?$", text)
    sign = ending[0] if ending else ""
    if op.text[:1] in ".;:" or (sign and not re.search(r"[\w»”\")]$", op.text.rstrip(".;:,"))):
        stem = (
            with_words(old, [(len(text) - len(sign), len(text))], lambda _: "")
            if sign and op.text[:1] in ".;:,"
            else old
        )
        return stem.with_children(tidy((*stem.children, op.text)))
    glue = "" if op.text[:1] in ",;:" else " "
    if not sign:
        return old.with_children(tidy((*old.children, f"{glue}{op.text}")))
    if _LITTLE.fullmatch(op.text):  # "at the end of paragraph (b) insert “or”": after the semicolon
        return old.with_children(tidy((*old.children, f" {op.text}")))
    added = f"{glue}{op.text.rstrip('.;') if op.text[-1:] in '.;' else op.text}{sign}"
    stem = with_words(old, [(len(text) - len(sign), len(text))], lambda _: "")
    return stem.with_children(tidy((*stem.children, added)))


def _in_sentence(draft: Draft, op: Operation, found: Found, own: list[Line], target: str) -> Outcome:
    """Words at the end of one sentence, or a new sentence after it."""
    for line in own:
        start, end = _within(found, line, own)
        if start == end:
            continue
        text = words(line)
        said = text[start:end]
        stop = start + len(said.rstrip())
        if op.op == "add_sentence":
            new = with_words(line, [(stop - 1, stop)], lambda sign: f"{sign} {op.text}")
        else:
            added = ("" if op.text[:1] in ",;:" else " ") + op.text.rstrip(".")
            new = with_words(line, [(stop - 1, stop)], partial(str.__add__, added))
        draft.rewrite(line, new)
        return Outcome(op, "applied", "", target)
    return Outcome(op, "not_found", f"there are {_count(own)} sentences", target)


def _sentence(draft: Draft, op: Operation, found: Found, target: str) -> Outcome:
    own = own_lines_of(found.nodes[0]) or [each for each in lines_of(found.nodes[0]) if each.kind not in HEADS]
    for line in own:
        start, end = _within(found, line, own)
        if start == end:
            continue
        if op.op == "replace_sentence":
            draft.rewrite(
                line, with_words(line, [(start, end)], lambda said: op.text + (" " if said[-1:] == " " else ""))
            )
        elif (start, end) == (0, len(words(line))):
            draft.drop(line)
        else:
            draft.rewrite(line, with_words(line, [(start, end)], lambda _: ""))
        return Outcome(op, "applied", "", target)
    return Outcome(op, "not_found", f"there are {_count(own)} sentences", target)


def _count(lines: list[Line]) -> int:
    return sum(len(sentences(words(each))) for each in lines)


def near_words(said: str, lines: list[Line]) -> str:
    """Why words were not found, with the words that come closest."""
    first, _, _ = said.partition("⟦…⟧")
    stem = re.compile(re.escape(first[: max(4, len(first) - 3)]), re.IGNORECASE)
    near = sorted({found for each in lines for found in re.findall(stem.pattern + r"\w*", words(each), re.IGNORECASE)})
    return f"“{first}” is not there" + (f"; near: {', '.join(near[:5])}" if near else "")
