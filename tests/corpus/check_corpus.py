#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program over a corpus of real and hostile lists and compares what it reads with what a careful reader finds.

Checks: every field of the primary lists, the tree of sections, the number of papers in older versions, and for each
hostile input what it must lead to, its time and its memory. Exits 77 where there is no corpus."""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
MOST_MEGABYTES = 500
SLOWNESS = float(os.environ.get('CARREL_SLOWNESS', '1'))  # sanitizers and busy machines take a multiple

HISTORY = {'02': 353, '04': 352, '06': 352, '08': 413, '10': 426, '12': 446, '14': 455, '16': 473, '18': 490, '20': 512,
           '22': 511, '24': 514, '26': 573, '28': 795, '30': 797, '32': 927, '34': 962, '36': 963, '38': 1060,
           '40': 1362, '42': 1440, '44': 1604, '46': 1781}

# file number: words of the refusal, or the number of papers (or the least and most of them)
HOSTILE = {
    1: 'no papers', 2: 'no papers', 3: 'no papers', 4: 'no papers', 5: 20, 6: 1, 7: 'not a text', 8: 7, 9: 7, 10: 7, 11: 7,
    12: 7, 13: 7, 14: 7, 15: 7, 16: 'UTF-8', 17: 2, 18: 7, 19: (0, 1), 20: (1, 700), 21: 1, 22: (1, 2), 23: 1, 24: 1,
    25: 1, 26: 10000, 27: 50000, 28: 1, 29: 24, 30: 7, 31: 4, 32: (6, 7), 33: 26, 34: 'web page', 35: 887, 36: 556,
    37: 'LFS', 38: 'no papers', 39: 'JSON', 40: 'compressed', 41: 'PDF', 42: 10, 43: 10, 44: 8, 45: 28, 46: 7, 47: 13, 48: 5,
    49: (6, 10), 50: (0, 5), 51: (9, 10), 52: 3, 53: 3, 54: (8, 9), 55: 8, 56: 7}
SECONDS = {22: 5, 27: 3}
WORKS = {26: 1, 46: 6}

passed = 0
failures = []


def check(condition, message):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)
        print('FAILED', message)


class Program:
    def __init__(self, path):
        self.path = path
        self.data = tempfile.TemporaryDirectory()

    def run(self, *arguments, seconds=60):
        """Exit status, output, errors, seconds; the status is None where it did not end in time."""
        started = time.monotonic()
        environment = dict(os.environ, HOME=self.data.name)
        try:
            done = subprocess.run([self.path, *arguments, '--data', self.data.name], capture_output=True, timeout=seconds,
                                  env=environment, check=False)
        except subprocess.TimeoutExpired:
            return None, b'', b'', seconds
        return done.returncode, done.stdout, done.stderr, time.monotonic() - started

    def entries(self, path, seconds=60):
        status, output, errors, took = self.run('list', '--catalog', str(path), '--format', 'json', seconds=seconds)
        return status, json.loads(output) if status == 0 else None, errors.decode('utf-8', 'replace'), took


def check_primary(program, corpus):
    for name, path in (('bundled', corpus / 'catalog/ml-systems-papers.md'),
                       ('readme', corpus / 'corpus/primary/README-2026-02-07.md')):
        status, output, errors, _ = program.run('list', '--catalog', str(path), '--format', 'json')
        check(status == 0, f'{path.name}: {errors!r}')
        with tempfile.NamedTemporaryFile(suffix='.json') as actual:
            actual.write(output)
            actual.flush()
            expected = corpus / f'corpus/primary/expected-{name}.json'
            compared = subprocess.run([sys.executable, corpus / 'tools/check_list.py', actual.name, expected],
                                      capture_output=True, text=True, check=False)
        check(compared.returncode == 0, f'{path.name} differs from {expected.name}:\n{compared.stdout}')
        check(len({entry['work'] for entry in json.loads(output)}) == 1628, f'{path.name}: works')


def check_sections(program, corpus):
    path = corpus / 'corpus/primary/README-2026-02-07.md'
    _, output, _, _ = program.run('sections', '--catalog', str(path), '--format', 'json')
    sections = json.loads(output)
    check(len(sections) == 25, f'{len(sections)} sections at the top, not 25')
    check(sum(section['entries'] for section in sections) == 1781, 'entries of all sections')
    by_title = {section['title']: section for section in sections}
    check(by_title['Data Processing']['entries'] == 67 and by_title['Data Processing']['works'] == 66, 'Data Processing')
    check(by_title['Training System']['entries'] == 338 and by_title['Training System']['works'] == 332, 'Training System')
    check([len(by_title[title]['children']) for title in ('Data Processing', 'Training System')] == [4, 5], 'children')
    groups = {group['title']: group['entries'] for section in sections for child in section['children']
              for group in child['groups']}
    check(groups == {'General': 13, 'Preprocessing stalls': 13, 'Fetch stalls (I/O)': 3,
                     'Specific workloads (GNN, DLRM)': 13, 'Data formats': 2,
                     'Data pipeline fairness and correctness': 1, 'Data labeling automation': 1}, f'groups: {groups}')


def check_history(program, corpus):
    for path in sorted((corpus / 'corpus/history').glob('*.md')):
        _, entries, errors, _ = program.entries(path)
        expected = HISTORY[path.name[:2]]
        check(entries is not None and len(entries) == expected,
              f'{path.name}: {len(entries) if entries is not None else errors}, not {expected}')
        check(entries is not None and all(entry['title'] for entry in entries), f'{path.name}: entries without a title')


def check_hostile(program, corpus):
    for path in sorted((corpus / 'corpus/nasty').glob('[0-9]*.md')):
        number = int(path.name[:2])
        expected = HOSTILE[number]
        limit = SECONDS.get(number, 2) * SLOWNESS
        status, entries, errors, took = program.entries(path, seconds=limit * 4)
        check(status is not None and took <= limit, f'{path.name}: took {took:.1f} s of {limit} s')
        if isinstance(expected, str):
            check(status == 1 and expected.lower() in errors.lower() and len(errors) < 500,
                  f'{path.name}: status {status}, {errors!r}, not {expected!r}')
            continue
        least, most = expected if isinstance(expected, tuple) else (expected, expected)
        found = len(entries) if entries is not None else 0
        check(status in (0, 1) and least <= found <= most, f'{path.name}: {found} papers, not {expected} ({errors!r})')
        if entries is not None:
            check_entries(path.name, number, entries)


def check_entries(name, number, entries):
    titles = {entry['title']: entry for entry in entries}
    text = json.dumps(entries, ensure_ascii=False)
    check(not re.search('[\u202a-\u202e\u2066-\u2069]', ''.join(titles)), f'{name}: direction overrides in titles')
    check(not re.search('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]', ''.join(titles)), f'{name}: control characters')
    if number in WORKS:
        check(len({entry['work'] for entry in entries}) == WORKS[number], f'{name}: works')
    if number == 12:
        check('\\r' not in text, f'{name}: carriage returns')
    if number == 29:
        openable = [entry['title'] for entry in entries for link in entry['links']
                    if link['kind'] not in ('relative', 'anchor', 'unsafe', 'invalid')]
        check(openable == ['Bad 22', 'Paper number 1'], f'{name}: {openable} may be opened')
    if number == 33:
        years = {title: entry['year'] for title, entry in titles.items()}
        check(all(years[f'Year {i}'] == 2024 for i in (7, 8, 9, 10, 11, 12)), f'{name}: {years}')
        check(all(years[f'Year {i}'] is None for i in (0, 1, 2, 4, 6, 16)), f'{name}: {years}')
    if number == 42:
        with_ids = {entry['title'] for entry in entries if entry['ids']}
        check(not with_ids & {'U1', 'U4', 'U9'}, f'{name}: ids of {with_ids}')
        check('secret' not in text, f'{name}: a password is shown')
    if number == 43:
        check({entry['title'] for entry in entries if entry['ids']} <= {'G4', 'G5', 'G9'}, f'{name}: ids')
    if number == 45:
        check_id_forms(name, titles)
    if number == 53:
        check([entry['venue'] for entry in entries[1:]] == ['S&P', 'S&P'], f'{name}: venues')
    if number == 55:
        check('InTune: Data Pipeline Optimization' in titles and 'Never closed' in titles, f'{name}: {list(titles)}')
    if number == 56:
        check(entries[0]['ids'] == ['doi:10.1145/3706418'], f'{name}: {entries[0]["ids"]}')
        check([entry['survey'] for entry in entries] == [True, True, False, False, False, False, True], f'{name}: surveys')
        check(entries[3]['tags'] == ['FlexFlow'] and entries[5]['venue'] == 'KDD' and entries[5]['year'] == 2020,
              f'{name}: {entries[3:6]}')


def check_id_forms(name, titles):
    expected = {f'Form {i:02}': ['arxiv:2401.00001'] for i in range(11)}
    expected |= {'Form 11': ['arxiv:cs/0601001'], 'Form 12': ['arxiv:math.GT/0309136'], 'Form 13': ['arxiv:0704.0001']}
    expected |= {f'Form {i}': ['doi:10.1145/3638757'] for i in range(14, 19)}
    expected |= {f'Form {i}': ['doi:10.1109/isca52012.2021.00049'] for i in (19, 20)}
    expected |= {f'Form {i}': ['openreview:abcDEF1234'] for i in (21, 22, 23)}
    expected |= {'Form 24': ['usenix:osdi24/fu'], 'Form 25': [], 'Form 26': [], 'Form 27': []}
    actual = {title: entry['ids'] for title, entry in titles.items()}
    check(actual == expected, f'{name}: {[(k, actual.get(k)) for k in expected if actual.get(k) != expected[k]]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--carrel', required=True)
    parser.add_argument('--corpus', required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    if not (arguments.corpus / 'tools/check_list.py').exists():
        print(f'skipped: no corpus at {arguments.corpus}')
        sys.exit(SKIPPED)
    program = Program(arguments.carrel)
    check_primary(program, arguments.corpus)
    check_sections(program, arguments.corpus)
    check_history(program, arguments.corpus)
    check_hostile(program, arguments.corpus)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    check(megabytes < MOST_MEGABYTES, f'peak memory {megabytes:.0f} MB')
    print(f'{passed} passed, {len(failures)} failed; peak memory {megabytes:.0f} MB')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
