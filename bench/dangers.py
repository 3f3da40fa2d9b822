"""How well danger is heard in labelled messages, language by language, and how fast.

`python -m bench.dangers` prints a table; the floors stand in tests/domain/test_dangers.py.
"""

import time
from collections.abc import Callable, Iterator

from tests.domain.labels import delivered, heard, labelled

ROUNDS = 30
USUAL, LONGEST = 200, 60_000
SAMPLES = {
    "id": "Gaji saya tiga bulan belum dibayar dan paspor saya dipegang agen. ",
    "en": "They did not pay my salary for three months and the agent keeps my passport. ",
    "ne": "मलाई तीन महिनादेखि तलब दिएको छैन र मेरो पासपोर्ट कम्पनीले राखेको छ। ",
    "ar": "لم يدفعوا راتبي منذ ثلاثة أشهر وجوازي عند الكفيل. ",
    "bn": "তিন মাস ধরে আমার বেতন দেয় না আর পাসপোর্ট মালিকের কাছে রাখা আছে। ",
}


def main() -> None:
    for line in (*_heard(), "", *_fast()):
        print(line)


def _heard() -> Iterator[str]:
    yield f"{'messages':10} {'language':8} {'recall':>16} {'other kinds':>12} {'false alarms':>14}"
    for name in ("tuned", "held_out"):
        messages = labelled(name)
        for lang in (*sorted({each.lang for each in messages}), "all"):
            found = heard(each for each in messages if lang in {each.lang, "all"})
            yield (
                f"{name:10} {lang:8} {found.recall:7.1%}{_of(found.grave_heard, found.grave):>9}"
                f" {_of(found.other_heard, found.other):>12}"
                f" {found.false_alarm_rate:6.1%}{_of(found.false_alarms, found.ordinary):>8}"
            )


def _of(some: int, all_: int) -> str:
    return f"{some}/{all_}"


def _fast() -> Iterator[str]:
    yield f"{'language':8} {USUAL:>6} characters {LONGEST:>8} characters"
    for lang, sample in SAMPLES.items():
        usual, longest = (_seconds((sample * 2_000)[:size]) for size in (USUAL, LONGEST))
        yield f"{lang:8} {usual * 1e6:>14.0f} µs {longest * 1e3:>16.1f} ms"


def _seconds(text: str) -> float:
    ears = delivered().listening()
    return min(_once(lambda: ears.heard(text)) for _ in range(ROUNDS))


def _once(what: Callable[[], object]) -> float:
    begun = time.process_time()
    what()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
