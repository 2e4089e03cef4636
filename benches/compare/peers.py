"""What a user would pick instead of tifa, each as its manual has it: one command per process, so that
time and memory can be taken from outside. `peers.py NAME FILE MINIMUM THREADS [OUT]` prints how many it
found; with OUT, it also writes what it found."""

import sys

LENGTHS = range(2, 9)


def duckdb(path, minimum, threads, out, documents=True, entropies=False):
    """Sequences of 2 to 8 characters with their counts and, if asked, numbers of documents and the branching
    entropies on both sides, in SQL."""
    import duckdb as database

    connection = database.connect(config={"threads": threads})
    connection.execute(
        f"CREATE TABLE segments AS SELECT * FROM read_csv('{path}', delim='\t', header=false, quote='', "
        "escape='', columns={'document': 'INTEGER', 'segment': 'VARCHAR'})"
    )
    connection.execute("CREATE TABLE grams (gram VARCHAR, mentions BIGINT, documents BIGINT)")
    count = "count(DISTINCT document)" if documents else "NULL"
    for length in LENGTHS:
        connection.execute(
            f"""INSERT INTO grams
            SELECT gram, count(*), {count} FROM (
                SELECT document, substring(segment, place, {length}) AS gram
                FROM (SELECT document, segment, unnest(range(1, length(segment) - {length} + 2)) AS place
                      FROM segments WHERE length(segment) >= {length})
            ) GROUP BY gram HAVING count(*) >= {minimum}"""
        )
        # Only of what is frequent enough: DuckDB's own entropy() over all sequences fills the memory.
        for side, neighbour in (("before", "place - 1"), ("after", f"place + {length}")) if entropies else ():
            connection.execute(
                f"""CREATE TABLE {side}{length} AS
                SELECT gram, log2(sum(n)) - sum(n * log2(n)) / sum(n) AS entropy FROM (
                    SELECT gram, neighbour, count(*) AS n FROM (
                        SELECT substring(segment, place, {length}) AS gram, substring(segment, {neighbour}, 1) AS neighbour
                        FROM (SELECT segment, unnest(range(1, length(segment) - {length} + 2)) AS place
                              FROM segments WHERE length(segment) >= {length})
                    ) SEMI JOIN grams USING (gram) GROUP BY gram, neighbour
                ) GROUP BY gram"""
            )
    if out:
        connection.execute(f"COPY grams TO '{out}' (DELIMITER '\t', HEADER false, QUOTE '')")
    return connection.execute("SELECT count(*) FROM grams").fetchone()[0]


def duckdb_counts(path, minimum, threads, out):
    """The same without numbers of documents."""
    return duckdb(path, minimum, threads, out, documents=False)


def duckdb_entropies(path, minimum, threads, out):
    """The same with branching entropies, as tifa has them."""
    return duckdb(path, minimum, threads, out, entropies=True)


def colibri(path, minimum, threads, out):
    """Sequences of 2 to 8 characters with their counts, on one thread: it has no more."""
    import os
    import tempfile

    import colibricore as core

    with tempfile.TemporaryDirectory() as folder:
        classes, data = os.path.join(folder, "classes"), os.path.join(folder, "data")
        encoder = core.ClassEncoder()
        encoder.build(path)
        encoder.save(classes)
        encoder.encodefile(path, data)
        options = core.PatternModelOptions(
            mintokens=minimum, minlength=LENGTHS[0], maxlength=LENGTHS[-1], doreverseindex=False, quiet=True
        )
        model = core.UnindexedPatternModel()
        model.train(data, options)
        if out:
            decoder = core.ClassDecoder(classes)
            with open(out, "w", encoding="utf-8") as file:
                for pattern, count in model.items():
                    if len(pattern) >= LENGTHS[0]:
                        gram = pattern.tostring(decoder).replace(" ", "")
                        file.write(f"{gram}\t{count}\n")
        return sum(1 for pattern in model if len(pattern) >= LENGTHS[0])


def sklearn(path, minimum, threads, out):
    """Sequences of 2 to 8 characters with their counts, on one thread: it has no more."""
    from sklearn.feature_extraction.text import CountVectorizer

    with open(path, encoding="utf-8") as lines:
        segments = [line.rstrip("\n").split("\t")[1] for line in lines]
    vectorizer = CountVectorizer(analyzer="char", ngram_range=(LENGTHS[0], LENGTHS[-1]), lowercase=False)
    sums = vectorizer.fit_transform(segments).sum(axis=0).A1
    if out:
        with open(out, "w", encoding="utf-8") as file:
            for gram, index in vectorizer.vocabulary_.items():
                if sums[index] >= minimum:
                    file.write(f"{gram}\t{sums[index]}\n")
    return int((sums >= minimum).sum())


def jieba(path, minimum, threads, out):
    """The words of a text, cut with the Python package on all threads."""
    import logging

    import jieba as segmenter

    segmenter.setLogLevel(logging.WARNING)
    segmenter.initialize()
    if threads > 1:
        segmenter.enable_parallel(threads)
    with open(path, encoding="utf-8") as file:
        return sum(1 for _ in segmenter.cut(file.read(), HMM=False))


PEERS = {
    "duckdb": duckdb,
    "duckdb-counts": duckdb_counts,
    "duckdb-entropies": duckdb_entropies,
    "colibri": colibri,
    "sklearn": sklearn,
    "jieba": jieba,
}

if __name__ == "__main__":
    name, path, minimum, threads = sys.argv[1:5]
    out = sys.argv[5] if len(sys.argv) > 5 else None
    print(PEERS[name](path, int(minimum), int(threads), out))
