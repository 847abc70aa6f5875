"""The text that the tests of this room write about."""

import datetime as dt

TODAY = dt.date(2026, 11, 24)

ENGLISH = """RECOMMENDATIONS
on Wells

The assembly, noting that water is scarce, recommends the following.

Article 1. Subject
1. These Recommendations are about wells.
2. They do not apply to rivers.

Article 2. Depth
1. A well is dug to thirty metres.
2. It is covered by a lid of oak, so that:
a) nothing falls in;
b) the water stays cool;
c) children are safe.

Article 3. Keepers
A keeper is chosen for each well by those who drink from it.

Annex 1

MODEL AGREEMENT
on sharing a well

Article 1. Turns
The parties draw water in turns.
"""

RUSSIAN = """РЕКОМЕНДАЦИИ
о колодцах

Ассамблея, отмечая нехватку воды, рекомендует следующее.

Статья 1. Предмет
1. Настоящие Рекомендации посвящены колодцам.
2. Они не распространяются на реки.

Статья 2. Глубина
1. Колодец роют на тридцать метров.
2. Его закрывают дубовой крышкой, чтобы:
а) в него ничего не упало;
б) вода оставалась холодной;
в) детям ничто не угрожало.

Статья 3. Смотрители
Смотрителя каждого колодца выбирают те, кто из него пьёт.

Приложение 1

МОДЕЛЬНОЕ СОГЛАШЕНИЕ
о совместном пользовании колодцем

Статья 1. Очерёдность
Стороны черпают воду по очереди.
"""
