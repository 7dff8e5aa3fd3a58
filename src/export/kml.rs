//! Places with time spans as KML 2.2, for Google Earth's time slider.

use std::io::Write;

use super::ExportReport;
use super::geojson::{Feature, Places};
use super::xml::Xml;
use crate::Result;
use crate::timeline::CountMode;

pub(super) fn write(places: &Places, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    places.tell("times before the year 1, which XML Schema 1.0 and 1.1 count differently, left out", report);
    let mut xml = Xml::new(out)?;
    xml.open("kml", &[("xmlns", "http://www.opengis.net/kml/2.2")])?;
    xml.open("Document", &[])?;
    xml.text("name", "Mentions of places")?;
    if let Some(counted) = &places.counted {
        xml.text("description", counted)?;
    }
    // A place's placemarks stand together: one folder each, so that they are switched on and off as one.
    for place in places.features.chunk_by(|one, other| one.id == other.id) {
        match place {
            [only] if only.bucket.is_none() => placemark(&mut xml, only, places.count)?,
            several => {
                xml.open("Folder", &[])?;
                xml.text("name", &several[0].name)?;
                several.iter().try_for_each(|feature| placemark(&mut xml, feature, places.count))?;
                xml.close("Folder")?;
            }
        }
    }
    xml.close("Document")?;
    xml.close("kml")?;
    xml.finish()
}

/// How often the place is mentioned, in words.
fn described(feature: &Feature, count: Option<CountMode>) -> String {
    let of = |number: u64, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let when = feature.bucket.as_ref().map(|bucket| format!(" in {bucket}")).unwrap_or_default();
    match count {
        Some(CountMode::Sources) => format!("{} with a mention{when}", of(feature.documents, "source")),
        _ => format!("{} in {}{when}", of(feature.mentions, "mention"), of(feature.documents, "document")),
    }
}

fn placemark(xml: &mut Xml<'_>, feature: &Feature, count: Option<CountMode>) -> Result<()> {
    xml.open("Placemark", &[])?;
    xml.text("name", &feature.name)?;
    xml.text("description", &described(feature, count))?;
    if let Some((from, to)) = feature.of_our_era() {
        xml.open("TimeSpan", &[])?;
        xml.text("begin", &from.to_string())?;
        xml.text("end", &to.to_string())?;
        xml.close("TimeSpan")?;
    }
    xml.open("ExtendedData", &[])?;
    let (mentions, documents) = (feature.mentions.to_string(), feature.documents.to_string());
    // Where sources count there are no others.
    let figures = match count {
        Some(CountMode::Sources) => vec![("sources", documents)],
        _ => vec![("mentions", mentions), ("documents", documents)],
    };
    let count = count.map(|count| ("count", count.name().to_owned()));
    for (name, value) in std::iter::once(("id", feature.id.clone())).chain(figures).chain(count) {
        xml.open("Data", &[("name", name)])?;
        xml.text("value", &value)?;
        xml.close("Data")?;
    }
    xml.close("ExtendedData")?;
    xml.open("Point", &[])?;
    xml.text("coordinates", &format!("{},{}", feature.location.lon, feature.location.lat))?;
    xml.close("Point")?;
    xml.close("Placemark")
}
