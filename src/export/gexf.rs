//! Who is mentioned with whom as a graph over time: GEXF 1.2, as Gephi reads it.

use std::io::Write;

use super::ExportReport;
use super::comentions::{CoMentionTable, Meeting, Pair};
use super::xml::Xml;
use crate::Result;
use crate::calendar::Bucket;
use crate::store::EntityRow;
use crate::timeline::CountMode;

/// The attributes of nodes, in order.
const NODE: [(&str, &str); 4] =
    [("kind", "string"), ("mentions", "integer"), ("documents", "integer"), ("country", "string")];

/// Writes the graph: entities are nodes, and an edge's weight is the number of documents that mention both. An edge
/// exists in the buckets with such a document, and has the weight of each.
pub(super) fn write(table: &CoMentionTable, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("gexf", &[("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")])?;
    xml.open("meta", &[])?;
    xml.text("creator", "dateline")?;
    xml.text(
        "description",
        &format!("Entities that documents mention together. Texts counted: {}.", counted(table.count)),
    )?;
    xml.close("meta")?;
    xml.open("graph", &[("mode", "dynamic"), ("defaultedgetype", "undirected"), ("timeformat", "date")])?;
    xml.open("attributes", &[("class", "node"), ("mode", "static")])?;
    for (id, kind) in NODE {
        xml.empty("attribute", &[("id", id), ("title", id), ("type", kind)])?;
    }
    xml.close("attributes")?;
    xml.open("attributes", &[("class", "edge"), ("mode", "dynamic")])?;
    xml.empty("attribute", &[("id", "weight"), ("title", "weight"), ("type", "float")])?;
    xml.close("attributes")?;
    nodes(&mut xml, table)?;
    xml.open("edges", &[])?;
    for (number, (pair, meetings)) in table.by_pair().into_iter().enumerate() {
        report.written += 1;
        let undated: u64 = meetings.iter().filter(|(bucket, _)| bucket.is_none()).map(|(_, met)| met.documents).sum();
        let (one, other) = (&table.entities[pair.0].name, &table.entities[pair.1].name);
        report.lose_many(
            "shared documents without a date as fine as the bucket: in an edge's total, in none of its times",
            undated,
            &format!("{one} with {other}"),
        );
        edge(&mut xml, table, number, pair, &meetings)?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.finish()
}

fn nodes(xml: &mut Xml<'_>, table: &CoMentionTable) -> Result<()> {
    xml.open("nodes", &[])?;
    let meeting = table.meeting();
    for (_, entity) in table.entities.iter().enumerate().filter(|(at, _)| meeting.contains(at)) {
        xml.open("node", &[("id", &entity.id), ("label", &entity.name)])?;
        xml.open("attvalues", &[])?;
        for ((id, _), value) in NODE.iter().zip(values(entity, table.count)) {
            if let Some(value) = value {
                xml.empty("attvalue", &[("for", id), ("value", &value)])?;
            }
        }
        xml.close("attvalues")?;
        xml.close("node")?;
    }
    xml.close("nodes")
}

/// The texts whose documents are counted: never sources, which are no weight of an edge.
fn counted(count: CountMode) -> &'static str {
    match count {
        CountMode::All => "all, with copies and furniture",
        CountMode::Distinct | CountMode::Sources => "distinct ones, without copies and furniture",
    }
}

/// An entity's own figures, in the texts that count.
fn values(entity: &EntityRow, count: CountMode) -> [Option<String>; 4] {
    let counts = match count {
        CountMode::All => [entity.mentions, entity.documents],
        CountMode::Distinct | CountMode::Sources => [entity.distinct_mentions, entity.distinct_documents],
    };
    let [mentions, documents] = counts.map(|count| Some(count.to_string()));
    [Some(entity.kind.name().to_owned()), mentions, documents, entity.country.clone()]
}

fn edge(
    xml: &mut Xml<'_>,
    table: &CoMentionTable,
    number: usize,
    (one, other): Pair,
    meetings: &[(Option<Bucket>, Meeting)],
) -> Result<()> {
    let (source, target) = (&table.entities[one].id, &table.entities[other].id);
    let total: u64 = meetings.iter().map(|(_, met)| met.documents).sum();
    let (number, total) = (number.to_string(), total.to_string());
    xml.open("edge", &[("id", &number), ("source", source), ("target", target), ("weight", &total)])?;
    let dated: Vec<(String, String, String)> = meetings
        .iter()
        .filter_map(|(bucket, met)| {
            bucket.map(|bucket| (bucket.from().to_string(), bucket.to().to_string(), met.documents.to_string()))
        })
        .collect();
    if !dated.is_empty() {
        xml.open("attvalues", &[])?;
        for (from, to, documents) in &dated {
            xml.empty("attvalue", &[("for", "weight"), ("value", documents), ("start", from), ("end", to)])?;
        }
        xml.close("attvalues")?;
        xml.open("spells", &[])?;
        for (from, to, _) in &dated {
            xml.empty("spell", &[("start", from), ("end", to)])?;
        }
        xml.close("spells")?;
    }
    xml.close("edge")
}
