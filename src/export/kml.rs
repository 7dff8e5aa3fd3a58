//! Places with time spans as KML 2.2, for Google Earth's time slider.

use std::io::Write;

use super::ExportReport;
use super::geojson::{Feature, Places};
use super::xml::Xml;
use crate::Result;

pub(super) fn write(places: &Places, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    places.tell("times before the year 1, which XML Schema 1.0 and 1.1 count differently, left out", report);
    let mut xml = Xml::new(out)?;
    xml.open("kml", &[("xmlns", "http://www.opengis.net/kml/2.2")])?;
    xml.open("Document", &[])?;
    xml.text("name", "Mentions of places")?;
    // A place's placemarks stand together: one folder each, so that they are switched on and off as one.
    for place in places.features.chunk_by(|one, other| one.id == other.id) {
        match place {
            [only] if only.bucket.is_none() => placemark(&mut xml, only)?,
            several => {
                xml.open("Folder", &[])?;
                xml.text("name", &several[0].name)?;
                several.iter().try_for_each(|feature| placemark(&mut xml, feature))?;
                xml.close("Folder")?;
            }
        }
    }
    xml.close("Document")?;
    xml.close("kml")?;
    xml.finish()
}

fn placemark(xml: &mut Xml<'_>, feature: &Feature) -> Result<()> {
    xml.open("Placemark", &[])?;
    xml.text("name", &feature.name)?;
    let when = feature.bucket.as_ref().map(|bucket| format!(" in {bucket}")).unwrap_or_default();
    let (mentions, documents) = (feature.mentions, feature.documents);
    xml.text("description", &format!("{mentions} mentions in {documents} documents{when}"))?;
    if let Some((from, to)) = feature.of_our_era() {
        xml.open("TimeSpan", &[])?;
        xml.text("begin", &from.to_string())?;
        xml.text("end", &to.to_string())?;
        xml.close("TimeSpan")?;
    }
    xml.open("ExtendedData", &[])?;
    for (name, value) in
        [("id", &feature.id), ("mentions", &mentions.to_string()), ("documents", &documents.to_string())]
    {
        xml.open("Data", &[("name", name)])?;
        xml.text("value", value)?;
        xml.close("Data")?;
    }
    xml.close("ExtendedData")?;
    xml.open("Point", &[])?;
    xml.text("coordinates", &format!("{},{}", feature.location.lon, feature.location.lat))?;
    xml.close("Point")?;
    xml.close("Placemark")
}
