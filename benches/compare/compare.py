"""Runs tifa beside what a user would pick instead, on the same text, and writes a table.

Every program runs as a process of its own, several times, and the median is taken, by wall clock and by
processor time (user and system), since other work on the machine disturbs the first far more. Run by
`make bench`; see benches/README.md."""

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# Numeral, measure word and up to four characters: what one would look for with a regular expression.
NUMERAL = r"[一二三四五六七八九十两双]+[个大项位条种有不]\p{Han}{1,4}"


class Measured:
    """The median of several runs of a command, and what it printed."""

    def __init__(self, command, runs, env=None):
        taken = []
        for _ in range(runs):
            with tempfile.TemporaryFile() as out:
                begun = time.perf_counter()
                process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=env)
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - begun
                process.returncode = os.waitstatus_to_exitcode(status)
                if process.returncode not in (0, 1):
                    raise SystemExit(f"failed with {process.returncode}: {' '.join(command)}")
                out.seek(0)
                self.printed = out.read().decode().strip()
            taken.append((seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024))
        self.wall, self.cpu, self.peak = (statistics.median(column) for column in zip(*taken))
        self.spread = max(t[0] for t in taken) / min(t[0] for t in taken)
        print(f"  {self.wall:8.2f} s wall {self.cpu:8.2f} s cpu {self.peak / 1e6:7.0f} MB  {' '.join(command)[:110]}", flush=True)


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]


def machine():
    """Processor, cores and memory: what a figure depends on."""
    model = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":")[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} processors, {memory:.0f} GB, {platform.system()} {platform.release()}"


def counts(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            gram, *numbers = line.rstrip("\n").split("\t")
            yield gram, tuple(int(number) for number in numbers)


def compare_with_closed(closed, grams, documents):
    """Checks that the closed phrases tell the counts of all sequences of 2 to 8 characters, and nothing
    else: each sequence occurs as often as the most frequent closed phrase that holds it."""
    told = {}
    for phrase, numbers in counts(closed):
        for length in range(2, 9):
            for at in range(len(phrase) - length + 1):
                part = phrase[at : at + length]
                if told.get(part, (0, 0)) < numbers:
                    told[part] = numbers
    differences = agreeing = 0
    for gram, numbers in counts(grams):
        ours = told.pop(gram, None)
        same = ours is not None and ours[: 1 + documents] == numbers[: 1 + documents]
        agreeing += same
        differences += not same
    return agreeing, differences + len(told)


def main():
    parser = argparse.ArgumentParser()
    for name in ("corpus", "tools", "tifa", "programs", "results", "name"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--minimum", type=int, default=5)
    parser.add_argument("--sample-mb", type=float, default=4, help="text for the slow programs")
    parser.add_argument("--colibri-whole", action="store_true", help="colibri-core on the whole text too, once")
    options = parser.parse_args()
    runs, threads, minimum = options.runs, options.threads, str(options.minimum)
    load = os.getloadavg()[0]

    python = os.path.join(options.tools, "venv/bin/python")
    programs = {name: os.path.join(options.programs, name) for name in ("text", "phrases", "words")}
    work = tempfile.mkdtemp(prefix="compare-", dir=options.tools)
    env = dict(os.environ, RAYON_NUM_THREADS=str(threads))
    single = dict(os.environ, RAYON_NUM_THREADS="1")
    path = lambda *names: os.path.join(work, *names)
    peer = lambda name, file, *out, n=threads: [python, f"{HERE}/peers.py", name, file, minimum, str(n), *out]

    subprocess.run([programs["text"], options.corpus, path("whole")], check=True)
    whole = os.path.getsize(path("whole/text.txt"))
    share = max(1, round(whole / (options.sample_mb * 1e6)))
    subprocess.run([programs["text"], options.corpus, path("sample"), str(share)], check=True)
    sample = os.path.getsize(path("sample/text.txt"))
    with open(path("whole/segments.jsonl"), "rb") as lines:
        documents = sum(1 for _ in lines)
    print(f"{documents} documents, {whole / 1e6:.1f} MB; sample of {sample / 1e6:.1f} MB", flush=True)

    # 1. Counts.
    phrases = lambda file, out, *more: [programs["phrases"], file, minimum, out, *more]
    subprocess.run(phrases(path("sample/segments.jsonl"), path("closed.tsv"), "--closed"), check=True, env=env)
    agreement = []
    for name, file, with_documents in (
        ("duckdb", "segments.tsv", True),
        ("colibri", "spaced.txt", False),
        ("sklearn", "segments.tsv", False),
    ):
        out = path(f"{name}.tsv")
        subprocess.run(peer(name, path("sample", file), out), check=True, stdout=subprocess.DEVNULL)
        same, different = compare_with_closed(path("closed.tsv"), out, with_documents)
        what = "counts and documents" if with_documents else "counts"
        agreement.append((name, what, f"{same:,}", f"{different:,}"))
        print(f"  {name}: {same} {what} the same, {different} different", flush=True)

    # 2. Phrases.
    segments, tsv = path("whole/segments.jsonl"), path("whole/segments.tsv")
    ours = Measured(phrases(segments, path("ranked.tsv")), runs, env)
    one = Measured(phrases(segments, path("ranked.tsv")), runs, single)
    rows = [("tifa: closed phrases of any length, documents, dates, entropies, ranking", threads, ours, ours)]
    rows.append(("the same", 1, one, one))
    bare = Measured(phrases(segments, path("ranked.tsv"), "--closed"), runs, env)
    rows.append(("the same without the test for fragments and the ranking", threads, bare, ours))
    for name, what, times in (
        ("duckdb", "DuckDB, SQL: lengths 2 to 8, documents", runs),
        ("duckdb-counts", "DuckDB, SQL: lengths 2 to 8, counts alone", runs),
        ("duckdb-entropies", "DuckDB, SQL: lengths 2 to 8, documents, entropies (1 run)", 1),
    ):
        rows.append((what, threads, Measured(peer(name, tsv), times), ours))
    if options.colibri_whole:
        rows.append(("colibri-core: lengths 2 to 8, counts alone (1 run)", 1, Measured(peer("colibri", path("whole/spaced.txt"), n=1), 1), ours))
    small = Measured(phrases(path("sample/segments.jsonl"), path("ranked.tsv")), runs, env)
    rows.append(("*sample* tifa", threads, small, small))
    rows.append(("*sample* colibri-core: lengths 2 to 8, counts alone", 1, Measured(peer("colibri", path("sample/spaced.txt"), n=1), runs), small))
    rows.append(("*sample* scikit-learn: lengths 2 to 8, counts alone", 1, Measured(peer("sklearn", path("sample/segments.tsv"), n=1), runs), small))
    ratio = lambda value, base: f"{value / base:.1f}"
    phrase_rows = [
        (what, n, f"{m.wall:.2f}", f"{m.cpu:.2f}", f"{m.peak / 1e6:.0f}", ratio(m.wall, base.wall), ratio(m.cpu, base.cpu))
        for what, n, m, base in rows
    ]

    # 3. The whole run, beside the segmentation of the same text.
    mine = lambda n, *more: [options.tifa, "mine", options.corpus, "-o", path("report"), "--quiet", "--threads", str(n), *more]
    text = path("whole/text.txt")
    cut = Measured([programs["words"], text], runs, env)
    whole_runs = [
        ("jieba-rs: words alone", threads, cut),
        ("jieba-rs: words alone, unknown words guessed", threads, Measured([programs["words"], text, "--guess"], runs, env)),
        ("tifa mine: every table and the page", threads, Measured(mine(threads), runs)),
        ("the same", 1, Measured(mine(1), runs)),
    ]
    with open(path("report/run.json"), encoding="utf-8") as file:
        stages = json.load(file)["performance"]["stages"]
    part = path("sample/text.txt")
    small_cut = Measured([programs["words"], part], runs, env)
    measured = [(what, n, m, cut) for what, n, m in whole_runs]
    measured.append(("*sample* jieba-rs: words alone", threads, small_cut, small_cut))
    measured.append(("*sample* jieba (Python): words alone", threads, Measured(peer("jieba", part), runs), small_cut))
    run_rows = [
        (what, n, f"{m.wall:.2f}", f"{m.cpu:.2f}", f"{m.peak / 1e6:.0f}", ratio(m.wall, base.wall), ratio(m.cpu, base.cpu))
        for what, n, m, base in measured
    ]

    # 4. Formulas alone, beside a regular expression.
    search = f"rg -o -I -N '{NUMERAL}' '{options.corpus}' | LC_ALL=C sort | uniq -c > '{path('rg.txt')}'"
    rg = Measured(["sh", "-c", search], runs)
    formulas = Measured(mine(threads, "--no-phrases", "--collocates", "none"), runs)
    search_rows = [
        (what, f"{m.wall:.2f}", f"{m.cpu:.2f}", f"{m.peak / 1e6:.0f}", ratio(m.wall, rg.wall), ratio(m.cpu, rg.cpu))
        for what, m in (("rg -o PATTERN, sort, uniq -c", rg), ("tifa mine --no-phrases --collocates none", formulas))
    ]

    versions = [subprocess.run([options.tifa, "--version"], capture_output=True, text=True).stdout.strip()]
    listed = subprocess.run([python, "-m", "pip", "list", "--format=json"], capture_output=True, text=True).stdout
    wanted = ("duckdb", "colibricore", "scikit-learn", "jieba")
    versions += [f"{p['name']} {p['version']}" for p in json.loads(listed) if p["name"] in wanted]
    versions.append(subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.split("\n")[0])

    date = datetime.date.today().isoformat()
    name = options.name or f"{documents} documents"
    lines = [f"# {name}, {documents:,} documents, {whole / 1e6:.0f} MB of text", ""]
    lines += [f"{date}, {machine()}; load when it began {load:.1f}. Medians of {runs} runs. {', '.join(versions)}.", ""]
    lines += ["Seconds by wall clock and of processor time (all threads, user and system), peak memory in MB. The last", "two columns are ratios, by wall clock and by processor time.", ""]
    lines += ["## Recurring phrases", "", f"Runs of Chinese characters, at least {minimum} occurrences. The sample has {sample / 1e6:.1f} MB.", ""]
    lines += table(("program", "threads", "wall", "cpu", "MB", "times tifa", "cpu"), phrase_rows)
    lines += ["On the sample, tifa's closed phrases tell these counts of sequences of 2 to 8 characters:", ""]
    lines += table(("program", "compared", "same", "different"), agreement)
    lines += ["## The whole run", ""]
    lines += table(("program", "threads", "wall", "cpu", "MB", "times jieba-rs", "cpu"), run_rows)
    lines += ["Stages of the last run of tifa, on one thread, in seconds: " + ", ".join(f"{s['stage']} {s['seconds']:.2f}" for s in stages) + ".", ""]
    lines += ["## Formulas alone", "", f"The pattern is `{NUMERAL}`.", ""]
    lines += table(("program", "wall", "cpu", "MB", "times rg", "cpu"), search_rows)
    os.makedirs(options.results, exist_ok=True)
    cpu = machine().split(",")[0].replace("(R)", "").replace("(TM)", "").lower()
    slug = "-".join("".join(c if c.isalnum() else " " for c in f"{cpu} {name}").split())
    out = os.path.join(options.results, f"{date}-{slug}.md")
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines).rstrip() + "\n")
    shutil.rmtree(work)
    print("\n".join(lines))
    print(f"Written to {out}", file=sys.stderr)
    if any(different != "0" for *_, different in agreement):
        raise SystemExit("the counts differ")


if __name__ == "__main__":
    main()
