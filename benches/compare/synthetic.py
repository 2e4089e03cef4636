"""Writes a corpus of any size that anybody may have: words drawn by their frequency from the dictionary of
jieba, between sentences of the sample. `synthetic.py SAMPLE MEGABYTES OUT`; the same every time."""

import itertools
import json
import os
import random
import re
import sys

import jieba


def main():
    sample, megabytes, out = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as lines:
        entries = [line.split(" ")[:2] for line in lines]
    words = [word for word, _ in entries]
    cumulated = list(itertools.accumulate(int(count) for _, count in entries))
    sentences = []
    for folder, _, files in sorted(os.walk(sample)):
        for name in sorted(files):
            # What is in another encoding loses its characters, and then does not match.
            with open(os.path.join(folder, name), encoding="utf-8", errors="ignore") as file:
                sentences += re.findall(r"[\u4e00-\u9fff、，“”]{8,}。", file.read())

    draw = random.Random(2021)
    written = number = 0
    with open(out, "w", encoding="utf-8") as file:
        while written < megabytes * 1e6:
            lines = []
            for _ in range(draw.randint(3, 12)):
                if draw.random() < 0.15:
                    lines.append(draw.choice(sentences))
                    continue
                clauses = ("".join(draw.choices(words, cum_weights=cumulated, k=draw.randint(3, 9))) for _ in range(3))
                lines.append("，".join(clauses) + "。")
            text = "\n".join(lines)
            date = f"{2013 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}"
            file.write(json.dumps({"id": f"s{number}", "date": date, "text": text}, ensure_ascii=False) + "\n")
            written += len(text.encode())
            number += 1


if __name__ == "__main__":
    main()
