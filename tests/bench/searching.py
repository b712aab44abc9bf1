# SPDX-License-Identifier: GPL-3.0-or-later
"""Search: the engine, the window it serves, and what it is measured against. Called by tests/bench/run."""

import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

SIZES = (1_628, 100_000, 1_000_000)
SEQUENCES = ("words", "rare word", "three words", "clauses", "site", "phrase", "wrong word")
ORDERS = {"1": "title", "2": "venue", "3": "year", "4": "links", "5": "section"}
TYPED = "distributed training"  # the first of tests/bench/searchsequences.h
ROUNDS = 3


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def lines_of(command, environment=None):
    """What a program prints, by the first word of each line."""
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} ended with status {run.returncode}: {run.stderr.strip()}")
    found = {}
    for line in run.stdout.splitlines():
        name, *rest = line.split()
        found.setdefault(name, []).append(rest)
    return found


def numbers(rows, column):
    return [float(row[column]) for row in rows]


class Report:
    """Prints a figure with its ratio and its target; keeps medians, to compare the sizes of lists."""

    def __init__(self, bench):
        self.bench = bench
        self.grown = {}

    def keep(self, what, count, value):
        self.grown.setdefault(what, {})[count] = value

    def ratio(self, what, value, floor, against, target):
        line = f"  {what}: {value:.4g} ms, {value / floor:.2f} times {against} ({floor:.4g} ms)"
        self.bench.judge(line, value / floor <= target if target else None, f"target at most {target} times")

    def most(self, what, value, unit, limit):
        self.bench.judge(f"  {what}: {value:.4g} {unit}", value <= limit if limit else None, f"target at most {limit:.4g} {unit}"
                         if limit else "")

    def growth(self):
        print("search: from 100,000 works to 1,000,000")
        for what, values in self.grown.items():
            small, large = values[100_000], values[1_000_000]
            line = f"  {what}: {small:.4g} to {large:.4g}, {large / small:.1f} times"
            self.bench.judge(line, large / small <= 11, "target at most 11 times")


def list_of(folder, count, variation):
    path = folder / f"{count}.md"
    if not path.exists():
        variation().write(path, count)
    return path


def report_reading(report, program, path, count):
    """The list read, works and index included, against the parse of the same bytes in one piece."""
    ours, floors, peaks = [], [], []
    for _ in range(ROUNDS if count > 10_000 else 15):
        for mode, times in (("cmark", floors), ("index", ours)):
            spent, kilobytes = subprocess.run([program, str(path), mode], check=True, capture_output=True,
                                              text=True).stdout.split()
            times.append(float(spent))
            if mode == "index":
                peaks.append(float(kilobytes) * 1024)
    large = count == 1_000_000
    report.ratio("read, works and index, two threads", statistics.median(ours), statistics.median(floors),
                 "the one-piece cmark-gfm parse", 0.6 if large else None)
    report.keep("reading, ms", count, statistics.median(ours))
    report.most("read: peak memory", max(peaks) / path.stat().st_size, "times the bytes", 2.5 if large else None)


def report_engine(report, program, path, count):
    found = lines_of([program, str(path), "type", str(ROUNDS)])
    keys, large = found["key"], count == 1_000_000
    loop = statistics.median(numbers(keys, 3))
    best = {}
    for key in keys:
        place = (int(key[0]), int(key[1]))
        best[place] = min(best.get(place, float("inf")), float(key[2]))
    engine = list(best.values())
    against = "the read loop on two threads"
    report.ratio("engine, a key, median", statistics.median(engine), loop, against, 3 if large else None)
    report.ratio("engine, a key, worst", max(engine), loop, against, 6 if large else None)
    for number, name in enumerate(SEQUENCES):
        times = [spent for (sequence, _), spent in best.items() if sequence == number]
        print(f"    {name}: median {statistics.median(times):.3g} ms, worst {max(times):.3g} ms")
    for column, name in ((4, "the best match first"), (5, "all counts of facets and sections")):
        print(f"    and behind it {name}: median {statistics.median(numbers(keys, column)):.3g} ms")
    made, closest = map(float, found["closest"][0])
    print(f"    what was meant by two wrong words: {closest:.3g} ms, the first time {made:.4g} ms more")
    for order, first, again in found["sort"]:
        report.most(f"sort by {ORDERS[order]}, the first time", float(first), "ms", 300 if large else None)
        print(f"    again {float(again):.3g} ms")
    report.keep("engine, a key, median, ms", count, statistics.median(engine))
    return int(found["size"][0][1]), [spent for (sequence, _), spent in sorted(best.items()) if sequence == 0]


def trigrams(folder, titles):
    """The same titles in a trigram index of SQLite, made once."""
    path = folder / f"{titles.stem}.fts"
    if path.exists() and path.stat().st_mtime > titles.stat().st_mtime:
        return sqlite3.connect(path)
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE papers USING fts5(title, tokenize='trigram')")
    with open(titles, encoding="utf-8", errors="replace") as lines:
        database.executemany("INSERT INTO papers VALUES (?)", ((line.rstrip("\n"),) for line in lines))
    database.commit()
    return database


def report_peers(report, folder, titles, engine):
    """On the beginnings of what is typed that have three letters, since a trigram index knows no shorter ones."""
    texts = [TYPED[:length] for length in range(3, len(TYPED) + 1)]
    try:
        database = trigrams(folder, titles)
    except sqlite3.OperationalError as problem:
        print(f"  SQLite here has no trigram index ({problem}): not compared")
    else:
        times = []
        for text in texts:
            words = " ".join(f'"{word}"' for word in text.split() if len(word) > 2)
            began = time.perf_counter()
            database.execute("SELECT rowid FROM papers WHERE title MATCH ? ORDER BY rank LIMIT 100", [words]).fetchall()
            times.append((time.perf_counter() - began) * 1e3)
        ours, theirs = statistics.median(engine[2:]), statistics.median(times)
        report.bench.judge(f"  SQLite FTS5 by rank, the same keys: {theirs:.4g} ms, {theirs / ours:.1f} times the engine",
                           theirs >= 10 * ours, "target at least 10 times")
    for name, command in (("rg -c -i", ["rg", "-c", "-i", "--"]), ("fzf --filter, exact", ["fzf", "-e", "--filter"])):
        if not shutil.which(command[0]):
            print(f"  {command[0]} is not installed here: not compared")
            continue
        times = []
        for text in texts[::4]:
            began = time.perf_counter()
            with open(titles, "rb") as lines:
                subprocess.run([*command, text], stdin=lines, stdout=subprocess.DEVNULL, check=False)
            times.append((time.perf_counter() - began) * 1e3)
        print(f"  {name}, whole process, some of the keys: median {statistics.median(times):.4g} ms")


def report_window(report, program, path, count, folded, display):
    home = f"{display.home.name}/typing-{count}"
    found = lines_of([program, str(path), home, str(folded)], display.environment)
    keys = numbers(found["typed"], 2)
    floor = statistics.median(numbers(found["typed"], 3)) + statistics.median(numbers(found["typed"], 4))
    large = count == 1_000_000
    report.ratio("key to painted rows, median", statistics.median(keys), floor, "echo and read loop", 4 if large else None)
    if large:
        report.most("key to painted rows, worst", max(keys), "ms", 50)
    else:
        report.most("key to painted rows, 99th percentile", percentile(keys, 0.99), "ms", 16)
    sequence, letters, slowest, _, _, work = max(found["typed"], key=lambda key: float(key[2]))
    print(f"    the slowest: letter {letters} of \"{SEQUENCES[int(sequence)]}\", the thread of the window worked for {float(work):.3g} ms "
          f"of {float(slowest):.3g}; {found['unseen'][0][0]} other keys changed nothing to see")
    report.most("scrolled to any place, worst", max(numbers(found["scrolled"], 0)), "ms", 16)
    for name, first, again in found.get("sorted", []):
        report.most(f"click on the header of {name} to painted rows", float(first), "ms", 300 if large else None)
        report.most("    again", float(again), "ms", 20)
    for phase, longest, busiest in found["gap"]:
        # There is no window to be gone from before it is painted first; that time is what "startup" measures.
        limit = None if phase == "starting" else 16
        report.most(f"longest time between two beats of the window, {phase}", float(longest), "ms", limit)
        print(f"    the thread worked for {float(busiest):.3g} ms of it")
    for when, kilobytes in found["memory"]:
        limit = 2.5 if large else None
        report.most(f"peak memory of the window, {when}", float(kilobytes) * 1024 / path.stat().st_size, "times the bytes", limit)
    report.keep("key to painted rows, median, ms", count, statistics.median(keys))


def run(bench, display_class, variation):
    folder = bench.build / "bench-lists"
    folder.mkdir(exist_ok=True)
    report = Report(bench)
    with display_class() as display:
        for count in SIZES:
            path = list_of(folder, count, variation)
            print(f"search: {count:,} works, {path.stat().st_size / 1e6:.1f} MB of Markdown")
            report_reading(report, bench.program("tests/bench/bench_reading"), path, count)
            folded, engine = report_engine(report, bench.program("tests/bench/bench_search"), path, count)
            if count == 1_000_000:
                titles = folder / f"{count}.titles"
                if not titles.exists() or titles.stat().st_mtime < path.stat().st_mtime:
                    subprocess.run([bench.program("tests/bench/bench_search"), str(path), "titles", str(titles)], check=True)
                report_peers(report, folder, titles, engine)
            report_window(report, bench.program("tests/bench/bench_typing"), path, count, folded, display)
    report.growth()
