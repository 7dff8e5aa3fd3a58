#!/usr/bin/env python3
"""dateline against the tools that a user would pick instead, on the same names and text, in one run.

    benches/compare/compare.py --names cities500.txt.zst --corpus news.jsonl --names-count 100000

Prints one line a tool: seconds of wall clock and of processor, megabytes of text a second of processor time, hits, and
the ratio to the two references: ripgrep without boundaries (-F) and spaCy. Tools that are absent are said to be left
out. See README.md beside this file.
"""

import argparse
import gzip
import io
import itertools
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

PACKAGES = ["ripgrep", "flashtext2", "pyahocorasick", "spacy", "zstandard"]
ROOT = Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", required=True, type=Path, help="a file in GeoNames' 19-column layout")
    parser.add_argument("--corpus", required=True, type=Path, help="JSON lines with `text` (and `title`, `id`, `date`)")
    parser.add_argument("--names-count", type=int, default=100_000, help="so many names, chosen at random")
    parser.add_argument("--megabytes", type=float, default=100, help="so much of the corpus")
    parser.add_argument("--sample", type=float, default=2, help="megabytes for spaCy, which is slow")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each tool; the quickest counts")
    parser.add_argument("--venv", type=Path, default=Path(tempfile.gettempdir()) / "dateline-compare-venv")
    parser.add_argument("--no-install", action="store_true", help="take what the environment has, install nothing")
    parser.add_argument("--bench", action="store_true", help="also the matching stage alone (cargo bench --bench matcher)")
    parser.add_argument("--inner", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


# What is compared: names and text as files.


def opened(path):
    """The lines of a file that may be packed."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8")
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        member = max(archive.infolist(), key=lambda info: info.file_size)
        return io.TextIOWrapper(archive.open(member), encoding="utf-8")
    if path.suffix == ".zst":
        import zstandard

        return io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(path.open("rb")), encoding="utf-8")
    return path.open(encoding="utf-8")


def names_of(path, count):
    """Names and alternate names that look like names: a capital first, three letters or more, no digits."""
    fits = re.compile(r"[A-ZÀ-Þ][^\W\d_][^\d\t,;:()/\"|=+@]+\Z")
    is_name = lambda name: fits.match(name) and name.isprintable() and "\\" not in name and not name.isupper()
    names = set()
    for line in opened(path):
        cells = line.rstrip("\n").split("\t")
        if len(cells) >= 4:
            names.update(name for name in [cells[1], *cells[3].split(",")] if is_name(name))
    names = sorted(names)
    random.Random(1).shuffle(names)
    return names[:count]


def prepared(args, work):
    """Writes names.txt, names.csv, corpus.jsonl and text.txt; gives how many names and bytes there are."""
    names = names_of(args.names, args.names_count)
    (work / "names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    with (work / "names.csv").open("w", encoding="utf-8") as out:
        out.write("id,kind,name\n")
        for number, name in enumerate(names):
            out.write(f"n{number},place,{name}\n")
    left, size = args.megabytes * 1e6, 0
    with opened(args.corpus) as rows, (work / "corpus.jsonl").open("w", encoding="utf-8") as corpus, (
        work / "text.txt"
    ).open("w", encoding="utf-8") as text:
        for row in rows:
            if left <= 0:
                break
            left -= len(row.encode())
            corpus.write(row)
            document = json.loads(row)
            plain = f"{document.get('title') or ''}\n{document.get('text') or ''}\n"
            size += len(plain.encode())
            text.write(plain)
    return len(names), size


# The tools. Each gives the hits that it found, and how much of the text it was given, or None if it is absent.


def run_flashtext2(work, _sample):
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for name in (work / "names.txt").read_text(encoding="utf-8").splitlines():
        processor.add_keyword(name, name)
    text = (work / "text.txt").read_text(encoding="utf-8")
    return lambda: len(processor.extract_keywords(text)), len(text.encode())


def run_pyahocorasick(work, _sample):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in (work / "names.txt").read_text(encoding="utf-8").splitlines():
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    text = (work / "text.txt").read_text(encoding="utf-8")

    def whole_words():
        hits = 0
        for end, length in automaton.iter(text):
            start = end - length + 1
            before, after = text[start - 1 : start], text[end + 1 : end + 2]
            hits += not (before.isalnum() or after.isalnum())
        return hits

    return whole_words, len(text.encode())


def run_spacy(work, sample):
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab)
    names = (work / "names.txt").read_text(encoding="utf-8").splitlines()
    matcher.add("NAME", list(nlp.tokenizer.pipe(names)))
    texts, left = [], sample * 1e6
    for row in (work / "corpus.jsonl").open(encoding="utf-8"):
        if left <= 0:
            break
        texts.append(json.loads(row).get("text") or "")
        left -= len(texts[-1].encode())
    return lambda: sum(len(matcher(doc)) for doc in nlp.pipe(texts)), sum(len(text.encode()) for text in texts)


INNER = {"flashtext2": run_flashtext2, "pyahocorasick": run_pyahocorasick, "spacy": run_spacy}


def inner(args):
    """In a process of its own: builds, then times the search alone."""
    began = time.process_time()
    search, size = INNER[args.inner](args.work, args.sample)
    built = time.process_time() - began
    best = None
    for _ in range(args.repeat if args.inner != "spacy" else 1):
        wall, cpu = time.perf_counter(), time.process_time()
        hits = search()
        taken = (time.perf_counter() - wall, time.process_time() - cpu)
        best = min(best or taken, taken, key=lambda pair: pair[1])
    print(json.dumps({"wall": best[0], "cpu": best[1], "hits": hits, "bytes": size, "built": built}))


def timed(command, repeat):
    """The quickest of some runs of a program, its start and its reading of the names included."""
    runs = []
    for _ in range(repeat):
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - wall
        if done.returncode not in (0, 1, 3):
            return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        runs.append((wall, cpu, done.stdout.count(b"\n")))
    return min(runs, key=lambda run: run[1]), None


def rows(args, work, python, size):
    """What each tool gave: its name and a result or the reason why there is none."""
    program = ROOT / "target/release/dateline"
    common = [program, "build", work / "corpus.jsonl", "-g", work / "names.csv", "-q", "--no-charts", "--no-report"]
    # Without --full all runs but the first would take over what that has found.
    common.append("--full")
    for jobs, dates in itertools.product(("1", "2"), (True, False)):
        out = work / f"out{jobs}"
        flags = [] if dates else ["--no-references"]
        best, problem = timed([*common, *flags, "-d", out, "-j", jobs], args.repeat)
        name = f"dateline build, -j {jobs}{'' if dates else ', no dates'}"
        if best:
            hits = json.loads((out / "run.json").read_text())["mentions"]["mentions"]
            yield name, {"wall": best[0], "cpu": best[1], "hits": hits, "bytes": size}
        else:
            yield name, problem or "failed"
    rg = shutil.which("rg", path=f"{python.parent}{os.pathsep}{os.environ['PATH']}")
    for flags in (["-o", "-F"], ["-o", "-w", "-F"]):
        name = f"rg {' '.join(flags)} -f"
        if rg is None:
            yield name, "left out: rg is not there"
            continue
        # The default limits are too small for long lists.
        limits = ["--dfa-size-limit", "4G", "--regex-size-limit", "4G", "-j", "1", "--no-filename", "--no-line-number"]
        best, problem = timed([rg, *flags, *limits, "-f", work / "names.txt", work / "text.txt"], args.repeat)
        yield name, {"wall": best[0], "cpu": best[1], "hits": best[2], "bytes": size} if best else problem
    for name in INNER:
        shared = ["--names", args.names, "--corpus", args.corpus, "--sample", str(args.sample)]
        command = [python, __file__, *shared, "--repeat", str(args.repeat), "--inner", name, "--work", work]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            yield f"{name}, search alone", json.loads(done.stdout.splitlines()[-1])
        else:
            missing = "ModuleNotFoundError" in done.stderr
            reason = "left out: it is not installed" if missing else "failed: " + done.stderr.strip().splitlines()[-1]
            yield name, reason


def report(results):
    rate = lambda result, clock="cpu": result["bytes"] / 1e6 / result[clock]
    found = {name: result for name, result in results if isinstance(result, dict)}
    clocks = [(base, clock) for base in found if base.startswith(("rg -o -F", "spacy")) for clock in ("cpu", "wall")]
    bases = [(clock, rate(found[base], clock)) for base, clock in clocks]
    heads = "".join(f"{f'× {base[:8].strip()} {clock}':>16}" for base, clock in clocks)
    print(f"\n{'':32}{'wall s':>8}{'cpu s':>8}{'MB/s':>8}{'hits':>10}{heads}")
    for name, result in results:
        if not isinstance(result, dict):
            print(f"{name:32}  {result}")
            continue
        ratios = "".join(f"{rate(result, clock) / base:16.2f}" for clock, base in bases)
        built = f"  (built in {result['built']:.1f} s)" if "built" in result else ""
        print(
            f"{name:32}{result['wall']:8.2f}{result['cpu']:8.2f}{rate(result):8.1f}{result['hits']:10}{ratios}{built}"
        )


def environment(args):
    """The Python of the virtual environment, made and filled at the first run."""
    python = args.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if args.no_install:
        return python if python.exists() else Path(sys.executable)
    if not python.exists():
        venv.create(args.venv, with_pip=True)
    for package in PACKAGES:
        # One after the other: what cannot be installed is left out, and the others are not.
        command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", package]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"{package} cannot be installed and is left out: {reason}", file=sys.stderr)
    return python


def main():
    args = arguments()
    if args.inner:
        return inner(args)
    python = environment(args)
    if not os.environ.get("DATELINE_COMPARE_INNER"):
        # Reading .zst needs a package of the environment.
        os.environ["DATELINE_COMPARE_INNER"] = "1"
        os.execv(python, [str(python), __file__, *sys.argv[1:], *([] if args.no_install else ["--no-install"])])
    if not (ROOT / "target/release/dateline").exists():
        sys.exit("build first: cargo build --release")
    with tempfile.TemporaryDirectory(prefix="dateline-compare-") as folder:
        work = Path(folder)
        count, size = prepared(args, work)
        print(f"{count:,} names, {size / 1e6:.1f} MB of text; the quickest of {args.repeat} runs, by processor time")
        results = []
        for name, result in rows(args, work, python, size):
            print(f"  {name}: {'done' if isinstance(result, dict) else result}", file=sys.stderr)
            results.append((name, result))
        report(results)
        if args.bench:
            settings = {"DATELINE_BENCH_TEXT": work / "text.txt", "DATELINE_BENCH_NAMES": work / "names.txt"}
            environ = {**os.environ, **{key: str(value) for key, value in settings.items()}}
            print("\nThe matching stage alone, against the crate's leftmost-longest search:", flush=True)
            command = ["cargo", "bench", "--bench", "matcher", "--", "occurrences|plain_leftmost_longest|mentions"]
            subprocess.run(command, cwd=ROOT, env=environ, check=False)


if __name__ == "__main__":
    main()
