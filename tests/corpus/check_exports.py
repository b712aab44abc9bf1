#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what the program exports against parsers that are not its own: bibtex, pandoc, bibutils, cmark-gfm, Python.

Each list is exported in every format; the foreign programs must take it without a complaint, and the titles, years, ids and
addresses that they read must be those of `list --format json`. Lists of a corpus are taken along where one lies beside the
project. A program that is not installed is named; without any of them the test skips (exit status 77)."""
import argparse
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as xml

SKIPPED = 77
MOST_BYTES = 1_000_000  # larger ones of the corpus say nothing new and take foreign programs minutes

# Writes what BibTeX has read, one line a field, so that the program itself says how it understood the file.
STYLE = '''ENTRY { archiveprefix booktitle doi eprint howpublished journal title url year } {} {}
FUNCTION {told} { duplicate$ empty$ 'pop$ { write$ newline$ } if$ }
FUNCTION {entry} { "KEY " cite$ * told title "t" change.case$ told }
FUNCTION {article} { entry }
FUNCTION {inproceedings} { entry }
FUNCTION {misc} { entry }
FUNCTION {default.type} { #1 "a type that no style has" warning$ }
READ
ITERATE {call.type$}
'''

passed = 0
failures = []


def check(condition, message):
    global passed
    if condition:
        passed += 1
        return
    failures.append(message)
    if len(failures) <= 40:
        print('FAILED', message)


def plain(text):
    """Text as all readers agree on it: they may make quotes, dashes and dots typographic, cut blanks and drop what is unseen."""
    text = ''.join(c for c in unicodedata.normalize('NFC', text) if unicodedata.category(c) != 'Cf')
    text = re.sub('[\'"`\u2018\u2019\u201c\u201d]+', "'", text)
    text = re.sub('[-\u2010-\u2015\u2212]+', '-', text)
    return ' '.join(text.replace('\u2026', '...').split())


class Works:
    """What the program's own JSON says, one work after the other in the order in which exports name them."""

    def __init__(self, entries):
        self.entries = entries
        self.order = list(dict.fromkeys(entry['work'] for entry in entries))
        self.of = {}
        for entry in entries:
            self.of.setdefault(entry['work'], []).append(entry)

    def titles(self, work):
        return {plain(shown(entry['title'])) or '(no title)' for entry in self.of[work]}

    def ids(self, work, scheme):
        return {name.split(':', 1)[1] for entry in self.of[work] for name in entry['ids'] if name.startswith(scheme + ':')}

    def years(self, work):
        return {entry['year'] for entry in self.of[work]}


def shown(text):
    """Without what acts on a terminal instead of being seen, as every format but JSON leaves it out."""
    return ''.join(' ' if c in '\t\n\r' else c for c in text
                   if c in '\t\n\r' or unicodedata.category(c) not in ('Cc', 'Cf', 'Zl', 'Zp'))


class Tools:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.environment = dict(os.environ, HOME=folder, TEXMFCNF=folder, LC_ALL='C.UTF-8')
        (self.folder / 'told.bst').write_text(STYLE)
        (self.folder / 'texmf.cnf').write_text(
            'BIBINPUTS = .\nBSTINPUTS = .\nhash_size = 2000000\nmax_strings = 2000000\n')
        (self.folder / 'list.aux').write_text('\\relax\n\\citation{*}\n\\bibstyle{told}\n\\bibdata{list}\n')

    def run(self, *arguments, given=None):
        done = subprocess.run([str(argument) for argument in arguments], input=given, capture_output=True, cwd=self.folder,
                              env=self.environment, timeout=300, check=False)
        return done.returncode, done.stdout, done.stderr.decode('utf-8', 'replace')

    def export(self, path, form):
        status, output, errors = self.run(self.program, 'list', '--catalog', path, '--format', form, '--data', self.folder / 'data')
        check(status == 0, f'{path.name}: no {form}: {errors}')
        return output

    def quietly(self, name, *arguments, given=None):
        """The output of a foreign program that has to be content."""
        status, output, errors = self.run(*arguments, given=given)
        errors = re.sub(r'\S+: Processed \d+ references\.\s*', '', errors)
        check(status == 0 and not errors.strip(), f'{name}: {arguments[0]} says {status}, {errors[:400]!r}')
        return output


def same(name, what, work, read, wanted, required=False):
    """What a foreign program read is something the list says, or nothing where that is allowed."""
    found = read if read is None else str(read)
    missing = found in (None, '') and bool(wanted) and required
    strange = found not in (None, '') and found not in {str(value) for value in wanted}
    check(not missing and not strange, f'{name}: {what} {found!r} of {work}, not one of {sorted(map(str, wanted))[:3]}')


def check_order(name, works, records):
    check(len(records) == len(works.order), f'{name}: {len(records)} records of {len(works.order)} works')
    return zip(works.order, records) if len(records) == len(works.order) else ()


def check_bibtex(tools, path, works):
    name = f'{path.name}, BibTeX'
    exported = tools.export(path, 'bibtex')
    (tools.folder / 'list.bib').write_bytes(exported)
    if works.order and shutil.which('bibtex'):
        (tools.folder / 'list.bbl').unlink(missing_ok=True)
        status, output, errors = tools.run('bibtex', 'list')
        said = output.decode('utf-8', 'replace')
        check(status == 0 and 'arning' not in said and 'error' not in said, f'{name}: bibtex says {said[-400:]!r}{errors!r}')
        told = (tools.folder / 'list.bbl').read_text('utf-8')
        check(told.count('KEY ') >= len(works.order), f'{name}: bibtex has read {told.count("KEY ")} entries')
        keys = re.findall('^KEY (.*)$', told, re.MULTILINE)
        check(len({key.lower() for key in keys}) == len(keys), f'{name}: keys repeat')
    if shutil.which('bib2xml'):
        # It parts a title from its subtitle and knows few commands of TeX, so it only counts.
        tree = xml.fromstring(tools.quietly(name, 'bib2xml', 'list.bib').decode('utf-8-sig')) if works.order else []
        check(len(tree) == len(works.order), f'{name}: bib2xml has read {len(tree)} entries')
    if shutil.which('pandoc'):
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'bibtex', '-t', 'csljson', 'list.bib'))
        by_key = {record['id']: record for record in read}
        keys = re.findall(rb'^@\w+\{(.*),$', exported, re.MULTILINE)
        records = [by_key.get(key.decode(), {}) for key in keys]
        for record in records:
            record['title'] = re.sub(r'</?(span|i|b)\b[^>]*>', '', record.get('title', ''))
        for work, record in check_order(name, works, records):
            check_capitals(name, works, work, record)
        check_records(name, works, records, arxiv=False)


def check_capitals(name, works, work, record):
    """Pandoc lowers titles as a style does: capitals inside of words must survive it. All else is compared without case."""
    read = plain(record['title'])
    alike = [title for title in works.titles(work) if title.lower() == read.lower()]
    kept = [title for title in alike if set(re.findall(r'\w+[A-Z]\w*', title)) <= set(re.findall(r'\w+', read))]
    check(kept or not alike, f'{name}: {record["title"]!r} lost capitals')
    record['title'] = alike[0] if alike else read


def check_records(name, works, records, arxiv=True):
    for work, record in check_order(name, works, records):
        same(name, 'title', work, plain(record.get('title', '')), works.titles(work), required=True)
        same(name, 'DOI', work, record.get('DOI'), works.ids(work, 'doi'), required=True)
        if arxiv:
            same(name, 'arXiv id', work, record.get('archive_location'), works.ids(work, 'arxiv'), required=True)
        issued = record.get('issued', {}).get('date-parts', [[None]])[0][0]
        if works.years(work) != {None}:
            same(name, 'year', work, issued, works.years(work))
        openable = any(link['kind'] not in ('relative', 'anchor', 'unsafe', 'invalid')
                       for entry in works.of[work] for link in entry['links'])
        check(bool(record.get('URL')) == openable, f'{name}: {work} has the address {record.get("URL")}')


def check_csl(tools, path, works):
    name = f'{path.name}, CSL JSON'
    exported = tools.export(path, 'csl')
    check_records(name, works, json.loads(exported))
    if shutil.which('pandoc'):
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'csljson', '-t', 'csljson', given=exported))
        by_key = {record['id']: record for record in read}
        check_records(f'{name} by pandoc', works, [by_key.get(record['id'], {}) for record in json.loads(exported)])


def check_ris(tools, path, works):
    name = f'{path.name}, RIS'
    exported = tools.export(path, 'ris')
    lines = exported.decode('utf-8').split('\r\n')
    check(lines.pop() == '' and all(re.fullmatch('[A-Z][A-Z0-9]  - .*', line) for line in lines), f'{name}: odd lines')
    if works.order and shutil.which('ris2xml'):
        (tools.folder / 'list.ris').write_bytes(exported)
        space = '{http://www.loc.gov/mods/v3}'
        tree = xml.fromstring(tools.quietly(name, 'ris2xml', 'list.ris').decode('utf-8-sig'))
        records = []
        for mods in tree:
            info = mods.find(f'{space}titleInfo')
            title = [info.findtext(space + part) or '' for part in ('nonSort', 'title', 'subTitle')]
            records.append({'title': title[0] + ' ' + title[1] + (': ' + title[2] if title[2] else ''),
                            'DOI': next((each.text for each in mods.findall(f'{space}identifier') if each.get('type') == 'doi'), None),
                            'URL': mods.findtext(f'{space}location/{space}url')})
        for work, record in check_order(name, works, records):
            loosely = {re.sub(r'\W', '', title) for title in works.titles(work)}
            same(name, 'title', work, re.sub(r'\W', '', plain(record['title'])), loosely)
            # It knows no DOI whose first part has more than four digits.
            short = {doi for doi in works.ids(work, 'doi') if re.match(r'10\.\d{4}/', doi)}
            same(name, 'DOI', work, record['DOI'], short, required=True)
    if shutil.which('pandoc') and 'ris' in tools.run('pandoc', '--list-input-formats')[1].decode().split():
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'ris', '-t', 'csljson', given=exported))
        check(len(read) == len(works.order), f'{name}: pandoc has read {len(read)} references')


def check_csv(tools, path, works):
    name = f'{path.name}, CSV'
    text = tools.export(path, 'csv').decode('utf-8')
    rows = list(csv.DictReader(io.StringIO(text, newline=''), strict=True))
    check(len(rows) == len(works.entries), f'{name}: {len(rows)} rows of {len(works.entries)} entries')
    for row, entry in zip(rows, works.entries):
        check(None not in row and None not in row.values(), f'{name}: fields of line {entry["line"]}')
        same(name, 'title', entry['line'], plain(row['title']), [plain(shown(entry['title']))])
        same(name, 'year', entry['line'], row['year'], [entry['year'] or ''])
        check(row['ids'].split() == entry['ids'], f'{name}: ids of line {entry["line"]}: {row["ids"]}')
        check(int(row['line']) == entry['line'], f'{name}: line {row["line"]}')


class Bullets(html.parser.HTMLParser):
    """The text of each outermost bullet and the addresses in it."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.items = []

    def handle_starttag(self, tag, attributes):
        if tag == 'ul':
            self.depth += 1
        elif tag == 'li' and self.depth == 1:
            self.items.append(['', []])
        elif tag == 'a' and self.items:
            self.items[-1][1].append(dict(attributes).get('href'))

    def handle_endtag(self, tag):
        self.depth -= tag == 'ul'

    def handle_data(self, data):
        if self.depth == 1 and self.items:
            self.items[-1][0] += data


def check_markdown(tools, path, works):
    name = f'{path.name}, Markdown'
    if not shutil.which('cmark-gfm'):
        return
    bullets = Bullets()
    rendered = tools.quietly(name, 'cmark-gfm', '-e', 'autolink', '-e', 'strikethrough', given=tools.export(path, 'markdown'))
    bullets.feed(rendered.decode('utf-8'))
    check(len(bullets.items) == len(works.entries), f'{name}: {len(bullets.items)} bullets of {len(works.entries)} entries')
    for (text, _), entry in zip(bullets.items, works.entries):
        check(plain(shown(entry['title'])) in plain(text), f'{name}: line {entry["line"]} reads {plain(text)[:120]!r}')


class Bookmarks(html.parser.HTMLParser):
    """Title, address and folders of each bookmark, as browsers read the file."""

    def __init__(self):
        super().__init__()
        self.folders = []
        self.read = []
        self.heading = ''
        self.inside = None

    def handle_starttag(self, tag, attributes):
        if tag == 'dl':
            self.folders.append(self.heading)
        elif tag in ('h3', 'a'):
            self.inside = tag
            self.heading = ''
            if tag == 'a':
                self.read.append([self.folders[1:], dict(attributes)['href'], ''])

    def handle_endtag(self, tag):
        if tag == 'dl':
            self.folders.pop()
        elif tag == self.inside:
            self.inside = None

    def handle_data(self, data):
        if self.inside == 'h3':
            self.heading += data
        elif self.inside == 'a':
            self.read[-1][2] += data


def check_bookmarks(tools, path, works):
    name = f'{path.name}, bookmarks'
    bookmarks = Bookmarks()
    bookmarks.feed(tools.export(path, 'html').decode('utf-8'))
    bookmarks.close()
    check(not bookmarks.folders, f'{name}: open folders {bookmarks.folders}')
    check(len(bookmarks.read) == len(works.entries), f'{name}: {len(bookmarks.read)} bookmarks of {len(works.entries)} entries')
    for (folders, address, title), entry in zip(bookmarks.read, works.entries):
        line = entry['line']
        same(name, 'title', line, plain(title), [plain(shown(entry['title'])) or '(no title)'])
        wanted = [section for section in entry['section'] + ([entry['group']] if entry['group'] else [])]
        check([plain(folder) for folder in folders] == [plain(shown(section)) for section in wanted],
              f'{name}: line {line} in {folders}, not in {wanted}')
        check(re.match('https?://[^/]', address), f'{name}: line {line} leads to {address!r}')


CHECKS = [check_bibtex, check_csl, check_ris, check_csv, check_markdown, check_bookmarks]


def lists(arguments):
    paths = [pathlib.Path(path) for path in arguments.lists]
    corpus = arguments.corpus / 'corpus'
    if not corpus.is_dir():
        print(f'There is no corpus at {corpus}: only the lists of the project are checked.')
        return paths
    found = [path for folder in ('primary', 'lists', 'nasty') for path in sorted((corpus / folder).glob('*.md'))]
    return paths + [path for path in found if path.stat().st_size < MOST_BYTES]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--carrel', required=True)
    parser.add_argument('--corpus', type=pathlib.Path, required=True)
    parser.add_argument('lists', nargs='+')
    arguments = parser.parse_args()
    absent = [tool for tool in ('bibtex', 'pandoc', 'bib2xml', 'ris2xml', 'cmark-gfm') if not shutil.which(tool)]
    for tool in absent:
        print(f'NOT CHECKED: {tool} is not installed (./dev setup test)')
    read = 0
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(pathlib.Path(arguments.carrel).resolve(), folder)
        for path in lists(arguments):
            path = path.resolve()
            status, output, _ = tools.run(tools.program, 'list', '--catalog', path, '--format', 'json', '--data', 'data')
            if status != 0:
                continue  # no list; that the program says so is checked elsewhere
            read += 1
            works = Works(json.loads(output))
            for each in CHECKS:
                each(tools, path, works)
    print(f'{read} lists, {passed} checks passed, {len(failures)} failed')
    if failures:
        return 1
    return SKIPPED if len(absent) == 5 else 0


if __name__ == '__main__':
    sys.exit(main())
