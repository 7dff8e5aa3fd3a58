"""Reads what dateline wrote with the tool that it was written for, and prints what that tool found as JSON.

    python3 tests/readers.py FORMAT PATH

Ends with 77 and the package's name when a package is not installed.
"""

import json
import sys
from pathlib import Path


def entityruler(path):
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").from_disk(path)
    document = nlp("MOSUL and Raqqah are cities; IS is a group, and so is ISIS, but it is not is.")
    return [[entity.text, entity.label_, entity.ent_id_] for entity in document.ents]


def spacy_doc(path):
    import spacy
    from spacy.tokens import Doc

    vocab, found = spacy.blank("xx").vocab, []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = Doc(vocab).from_json(row, validate=True)
        assert document.text == row["text"], (document.text, row["text"])
        assert len(document.ents) == len(row["ents"])
        sentences = [sentence.text.strip() for sentence in document.sents]
        assert row["dateline"]["document"]
        spans = [[span.text, span.label_, span.kb_id_] for span in document.spans["dateline"]]
        found.append([sentences, spans])
    return found


def iob2(path):
    from spacy.training.converters import conll_ner_to_docs

    documents = conll_ner_to_docs(Path(path).read_text(encoding="utf-8"), no_print=True)
    return [[[entity.text, entity.label_] for entity in document.ents] for document in documents]


def ftm(path):
    from followthemoney import model

    found = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entity = model.get_proxy(row, cleaned=False)
        entity.schema.validate(row)
        # What the model cleans away would be no value of its property.
        for prop, values in row["properties"].items():
            assert len(entity.get(prop)) == len(set(values)), (prop, values, entity.get(prop))
        found.append([entity.id, entity.schema.name, entity.caption, entity.get("weakAlias"), entity.countries])
    return found


def gexf(path):
    import networkx

    graph = networkx.read_gexf(path)
    edges = [[one, other, data["weight"], data.get("spells")] for one, other, data in graph.edges(data=True)]
    return {"nodes": sorted(graph.nodes), "edges": sorted(edges, key=str)}


def kml(path):
    from fastkml import KML
    from fastkml.utils import find_all
    from fastkml import Placemark

    marks = find_all(KML.parse(path), of_type=Placemark)
    dated = [mark for mark in marks if mark.times is not None]
    return [[mark.name, str(mark.times.begin), str(mark.times.end), list(mark.geometry.coords[0])] for mark in dated]


def vega_lite(path):
    import altair
    import jsonschema

    spec = json.loads(Path(path).read_text(encoding="utf-8"))
    folder = Path(altair.__file__).parent / "vegalite"
    schemas = sorted(folder.glob("v*/schema/vega-lite-schema.json"))
    schema = json.loads(schemas[-1].read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(spec)
    return {"rows": len(spec["datasets"]["timelines"]), "schema": schemas[-1].parts[-3]}


def sqlite(path):
    import sqlite3

    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchone() is None
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    query = "SELECT m.surface FROM mentions_fts f JOIN mentions m ON m.rowid = f.rowid WHERE mentions_fts MATCH 'fell'"
    evidence = database.execute("SELECT published, name FROM evidence ORDER BY 1, 2").fetchall()
    return {"names": sorted(names), "found": [row[0] for row in database.execute(query)], "evidence": evidence}


def references(path):
    import sqlite3

    assert sqlite3.connect(path).execute("PRAGMA foreign_key_check").fetchall() == []
    return []


def datasette(path):
    import asyncio

    from datasette.app import Datasette

    async def ask():
        served = Datasette([path])
        await served.invoke_startup()
        name = Path(path).stem
        table = await served.client.get(f"/{name}/mentions.json?_search=fell&_shape=objects&_labels=on")
        return table.json()["rows"]

    return [[row["surface"], row["entity"]["label"]] for row in asyncio.run(ask())]


def geojson(path):
    import pandas

    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    table = pandas.DataFrame([feature["properties"] for feature in features])
    pandas.to_datetime(table["begin"], format="%Y-%m-%dT%H:%M:%SZ")
    return table[["name", "begin", "end", "mentions"]].values.tolist()


def run(path):
    """Runs a piece of Python or SQL from the documentation in the current folder."""
    code = Path(path).read_text(encoding="utf-8")
    if path.endswith(".sql"):
        import duckdb

        rows = []
        for statement in filter(str.strip, code.split(";")):
            rows.append(len(duckdb.sql(statement).fetchall()))
        return rows
    scope = {}
    exec(compile(code, path, "exec"), scope)
    return sorted(name for name in scope if not name.startswith("_"))


READERS = {
    "entityruler": entityruler,
    "spacy": spacy_doc,
    "iob2": iob2,
    "ftm": ftm,
    "gexf": gexf,
    "kml": kml,
    "vega-lite": vega_lite,
    "sqlite": sqlite,
    "references": references,
    "datasette": datasette,
    "geojson": geojson,
    "run": run,
}

if __name__ == "__main__":
    try:
        print(json.dumps(READERS[sys.argv[1]](sys.argv[2]), ensure_ascii=False, default=str))
    except ModuleNotFoundError as missing:
        print(missing.name)
        sys.exit(77)
