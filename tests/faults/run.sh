#!/usr/bin/env bash
# Injects faults into real runs of the program and prints what came out, one line a fault.
#
# Needs a program that is built ($TIFA), and for the full disk and the read-only folder root on
# Linux; without that those two are skipped and said to be. Random moments and places come from a
# fixed seed ($SEED), except that no machine stops twice in the same place.
set -uo pipefail
cd "$(dirname "$0")/../.."

tifa=$(realpath "${TIFA:-target/release/tifa}")
RANDOM=${SEED:-6}
place=$(mktemp -d)
mounted=
finish() {
    [ -z "$mounted" ] || umount "$mounted"
    chattr -i "$place/read-only" 2>/dev/null
    rm -rf "$place"
}
trap finish EXIT
failed=0

line() { printf '%-46s %6s  %s\n' "$1" "$2" "$3"; }
bad() { failed=1; echo "FAILED: $*" >&2; }
# One sum over a report: names and contents of all files, what a run costs left out.
state() { (cd "$1" && find . -path './tmp-tifa-*' -prune -o -type f -print | sort | xargs -r sha256sum | sha256sum); }
mine() { "$tifa" mine "$@" --quiet >"$place/said" 2>&1; }
whole() { [ -s "$1/run.json" ] && python3 -c '
import json, os, sys
run = json.load(open(sys.argv[1] + "/run.json"))
missing = [name for name in run["files"] if not os.path.exists(sys.argv[1] + "/" + name)]
sys.exit(bool(missing))' "$1"; }

# Texts of our own: the sample some dozen times over, so that a run takes a moment.
mkdir "$place/corpus"
for copy in $(seq 40); do
    for file in data/sample/*/*.txt; do
        sed "s/县/县$copy/g" "$file" >"$place/corpus/$copy-$(basename "$file")"
    done
done
out="$place/out"
mine "$place/corpus" -o "$out" || bad "the first run"
before=$(state "$out")
begun=$(date +%s%N); mine "$place/corpus" -o "$place/timed"; took=$((($(date +%s%N) - begun) / 1000000))

# A run with other options, killed: the report must stay that of the first run, or be wholly new.
for signal in KILL INT TERM; do
    times=20; [ "$signal" = KILL ] || times=5
    kept=0; new=0
    for _ in $(seq "$times"); do
        env --default-signal=INT "$tifa" mine "$place/corpus" -o "$out" --window 3 --quiet >/dev/null 2>&1 &
        run=$!
        sleep "$(printf '%d.%03d' $((RANDOM % (took + 200) / 1000)) $((RANDOM % 1000)))" 2>/dev/null
        kill -s "$signal" "$run" 2>/dev/null
        wait "$run" 2>/dev/null
        # What a killed run left is cleared by the next one, which here finds nothing to mine.
        "$tifa" mine "$place/none" -o "$out" --quiet >/dev/null 2>&1
        if [ "$(state "$out")" = "$before" ]; then kept=$((kept + 1))
        elif whole "$out"; then new=$((new + 1)); mine "$place/corpus" -o "$out"; before=$(state "$out")
        else bad "half a report after SIG$signal"; ls -la "$out" >&2; fi
        ls -d "$out"/tmp-tifa-* >/dev/null 2>&1 && bad "a temporary folder is left after SIG$signal"
    done
    line "killed at a random moment (SIG$signal)" "$times" "$kept earlier report kept, $new new report whole"
done

# Truncation of every format that is packed or structured.
python3 - "$place" <<'PYTHON'
import gzip, io, json, sys, zipfile
place = sys.argv[1]
texts = [f"第{n}个村落实“四个不摘”，修好了{n}里路，办好了学校。" for n in range(400)]
lines = "".join(json.dumps({"id": str(n), "text": t}, ensure_ascii=False) + "\n" for n, t in enumerate(texts)).encode()
table = ("id,text\n" + "".join(f'{n},"{t}"\n' for n, t in enumerate(texts))).encode()
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
    for n, t in enumerate(texts[:50]):
        z.writestr(f"{n}.txt", t)
page = "<html><body><div>" + "".join(f"<p>{t}</p>" for t in texts[:60]) + "</div></body></html>"
files = {"jsonl": lines, "jsonl.gz": gzip.compress(lines), "csv": table, "zip": packed.getvalue(),
         "json": b"[" + b",".join(lines.splitlines()) + b"]", "html": page.encode(), "txt": "\n".join(texts).encode()}
for ending, data in files.items():
    open(f"{place}/whole.{ending}", "wb").write(data)
PYTHON
truncated=0; partly=0; refused=0
for turn in $(seq 0 48); do
    endings=(jsonl jsonl.gz csv zip json html txt)
    ending=${endings[$((turn % 7))]}
    size=$(stat -c %s "$place/whole.$ending")
    head -c $(((RANDOM * 32768 + RANDOM) % size)) "$place/whole.$ending" >"$place/cut.$ending"
    mine "$place/cut.$ending" -o "$place/cut"
    case $? in
        0 | 1) partly=$((partly + 1)) ;;
        2) refused=$((refused + 1)); grep -q "$ending" "$place/said" || bad "nothing said of a truncated $ending" ;;
        *) bad "a truncated $ending: $(tail -1 "$place/said")" ;;
    esac
    truncated=$((truncated + 1))
done
mine "$place/whole.zip" -o "$place/cut" || bad "the whole archive"
truncated=$((truncated + 1)); partly=$((partly + 1))
line "input truncated at a random place" "$truncated" "$partly read as far as it goes, $refused refused with a message"

# Files that change while they are read.
mkdir "$place/moving"
for n in $(seq 300); do cp "$place/whole.jsonl" "$place/moving/$n.jsonl"; done
changed=0
for turn in $(seq 6); do
    (for _ in $(seq 60); do
        n=$((RANDOM % 300 + 1))
        case $((turn % 3)) in
            0) rm -f "$place/moving/$n.jsonl" ;;
            1) : >"$place/moving/$n.jsonl" ;;
            2) echo '{"text": "又修了一里路' >>"$place/moving/$n.jsonl" ;;
        esac
    done) &
    other=$!
    mine "$place/moving" -o "$place/moved"
    status=$?
    wait "$other"
    [ "$status" -le 1 ] && whole "$place/moved" || bad "a corpus that changes: status $status, $(tail -1 "$place/said")"
    changed=$((changed + 1))
done
line "files cut, grown or removed while they are read" "$changed" "report whole, what was left out is named"

# Too little room, at several sizes.
small="$place/small"; mkdir "$small"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=24m tmpfs "$small" 2>/dev/null; then
    mounted=$small
    mine data/sample -o "$small/out"; [ $? -le 1 ] || bad "the first report on the small disk"
    kept=0
    before=$(state "$small/out")
    for free in 0 4 16 64 128 256; do
        left=$(df --output=avail -k "$small" | tail -1)
        head -c $(((left - free) * 1024)) /dev/zero >"$small/fill" 2>/dev/null
        mine "$place/corpus" -o "$small/out"; status=$?
        if [ "$status" -eq 2 ] && [ "$(state "$small/out")" = "$before" ] && grep -qi 'space\|full' "$place/said"; then
            kept=$((kept + 1))
        else bad "a full disk with $free KiB left: status $status, $(tail -1 "$place/said")"; fi
        rm -f "$small/fill"
    done
    line "disk full (0 to 256 KiB left)" 6 "$kept refused with a message, earlier report kept"
    umount "$small"; mounted=
else
    line "disk full" 0 "skipped: mounting needs root"
fi
kept=0
before=$(state "$out")
for blocks in 1 8 64; do
    (ulimit -f "$blocks"; trap '' XFSZ; exec "$tifa" mine "$place/corpus" -o "$out" --quiet) >"$place/said" 2>&1
    status=$?
    if [ "$status" -eq 2 ] && [ "$(state "$out")" = "$before" ]; then kept=$((kept + 1))
    else bad "a limit of $blocks KiB a file: status $status, $(tail -1 "$place/said")"; fi
done
line "file size limited (1 to 64 KiB)" 3 "$kept refused with a message, earlier report kept"

# A folder that may not be written to.
mkdir "$place/read-only"; mine data/sample -o "$place/read-only"
if chattr +i "$place/read-only" 2>/dev/null; then
    before=$(state "$place/read-only")
    mine data/sample -o "$place/read-only"; status=$?
    [ "$status" -eq 2 ] && [ "$(state "$place/read-only")" = "$before" ] || bad "a read-only folder: status $status"
    line "output folder read-only" 1 "refused with a message, earlier report kept"
    chattr -i "$place/read-only"
elif [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o ro tmpfs "$small" 2>/dev/null; then
    mounted=$small
    mine data/sample -o "$small/out"; status=$?
    [ "$status" -eq 2 ] || bad "a read-only folder: status $status"
    line "output folder read-only" 1 "refused with a message"
    umount "$small"; mounted=
else
    line "output folder read-only" 0 "skipped: needs root"
fi

# What expands without end, or is nested without end.
python3 - "$place" <<'PYTHON'
import gzip, sys, zipfile
place = sys.argv[1]
with gzip.open(f"{place}/bomb.txt.gz", "wb", 9) as f:
    for _ in range(300): f.write(b"\0" * (1 << 20))
with zipfile.ZipFile(f"{place}/bomb.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", "\n" * (300 << 20))
open(f"{place}/deep.html", "w").write("<div>" * 1_000_000 + "县里修路。")
open(f"{place}/deep.json", "w").write("[" * 1_000_000)
open(f"{place}/deepobject.json", "w").write('{"a":' * 200_000 + "1")
with open(f"{place}/line.txt", "wb") as f:
    for _ in range(300): f.write("修路".encode() * (1 << 18))
with open(f"{place}/line.jsonl", "wb") as f:
    f.write(b'{"text": "')
    for _ in range(300): f.write("修路".encode() * (1 << 18))
    f.write(b'"}\n')
PYTHON
for bomb in bomb.txt.gz bomb.zip deep.html deep.json deepobject.json line.txt line.jsonl; do
    /usr/bin/time -f %M -o "$place/memory" "$tifa" mine "$place/$bomb" -o "$place/bombed" --quiet >"$place/said" 2>&1
    status=$?
    said=$(grep "$bomb" "$place/said" | head -1 | sed "s|.*$bomb[^:]*: ||")
    { [ "$status" -eq 1 ] || [ "$status" -eq 2 ]; } && [ -n "$said" ] || bad "$bomb: status $status, $(tail -1 "$place/said")"
    line "bomb: $bomb" 1 "$(($(tail -1 "$place/memory") / 1024)) MB: $said"
done
exit $failed
