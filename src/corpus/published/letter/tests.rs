//! Heads of letters, telegrams and orders, as the head of a text is read.

use super::super::head::tests::shown;

#[test]
fn heads_of_letters_are_datelines() {
    for (text, expected) in [
        ("CAMP NEAR KINGSTON, GA., June 3, 1864.\n\nDear Sir: Yours has come.", "1864-06-03"),
        ("Camp near Kingston, Ga., June 3, 1864", "1864-06-03"),
        ("Headquarters, Army of the Lakes, June 3, 1864.", "1864-06-03"),
        ("In the field, near Cold Spring, June 3rd, 1864", "1864-06-03"),
        (
            "HDQRS . SECOND DIVISION , Alder Creek Ga. June 3 , 1864-4.05 p. m. Major WELLS : The bridge holds .",
            "1864-06-03",
        ),
        ("[ Inclosure . ] ALDER CREEK June 3 , 1864 . Major WELLS : Boats leave to-day .", "1864-06-03"),
        ("OFFICE CHIEF OF MAPS , Kingston Ga. June 3 , 1864 . SIR : The maps are drawn .", "1864-06-03"),
        ("Berlin, den 4. Juli 1863", "1863-07-04"),
        ("Hauptquartier bei Wittstock, den 4. Juli 1863.\nEuer Wohlgeboren", "1863-07-04"),
        ("Paris, le 4 juillet 1863\nMonsieur,", "1863-07-04"),
        ("Quartier général de Vilna, le 4 juillet 1812.\nSire,", "1812-07-04"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

/// The place had to be without an apostrophe, in no state, and a salutation to follow.
#[test]
fn heads_of_letters_and_telegrams_go_on_in_the_same_line() {
    for text in [
        "Miller's Landing, June 3, 1864.\n\nDear Mother",
        "Kingston, Miss. June 3d 1864.\nDear Sir",
        "KINGSTON GA. June 3, 1864. Nothing important to-day.",
        "KINGSTON June 3, 1864-8.15 p. m. General Wells reports two boats.",
        "KINGSTON June 3, 1864. (Received 11 p. m.) The boats have left.",
        "KINGSTON, Mo., June 3, 1864. The boats have left.",
        "In the Thicket, June 3, 1864\n\nFather, we fought.",
        "H'd Qrs. Army of the Lakes, June 3d 1864.\n\nSir",
        "KINGSTON, June 3, 1864 Lieutenant A. REED, Acting Adjutant: The boats have left.",
        "FORT WELLS CAL. June 3, 1864 Corporal Reed was sent out.",
        "Fort Wells Cal. June 3, 1864. Major T. REED, Alder Creek. The boats have left.",
        "HEADQUARTERS WELLS ' RIVER EXPEDITION, Camp Alder June 3, 1864 COLONEL: All is quiet.",
        "GENERAL ORDERS, HDQRS. DISTRICT OF THE LAKES, Numbers 17. Kingston June 3, 1864. I. Boats are kept.",
        "[ Inclosure P. ] SPECIAL ORDERS, HDQRS. THE LAKES, Numbers 7. Kingston June 3, 1864. * * * II. Boats.",
        "Camp, 11 P. M., June 3d, 1864. Dear Sir",
        "In the Field, near Kingston, Miss., June 3, 1864. Dear Sir",
        "Kingston C.H., Va., 3d June, 1864.\nMy dear Anne",
        "Kingston, Friday evening, June 3, 1864.\nMy dear Anne",
        "Kingston, the 3d of June 1864\nMy dear Anne",
        "Off Kingston S. C. June 3, 1864. The fleet lies here.",
        "Before Kingston, June 3, 1864\nMy dear Anne",
    ] {
        assert_eq!(shown(text), "1864-06-03", "{text}");
    }
    assert_eq!(shown("Kingston, Feb'y 5th 1864.\nDear Anne"), "1864-02-05");
    assert_eq!(shown("Kingston, Jany 3d, 1865.\nDear Anne"), "1865-01-03");
}

#[test]
fn what_has_but_the_shape_of_a_head_is_doubtful() {
    for (text, expected) in [
        ("KINGSTON June 3, 1864. The town was quiet.", "\"KINGSTON June 3, 1864\" is a head by its shape alone"),
        ("Alder Creek June 3, 1864. The town was quiet.", "\"Alder Creek June 3, 1864\" is a head by its shape alone"),
        (
            "[ Third indorsement. ] JUNE 3, 1864. The boats are sent.",
            "\"[ Third indorsement. ] JUNE 3, 1864\" is a head by its shape alone",
        ),
    ] {
        assert!(shown(text).ends_with(&format!("({expected})")), "{text}: {}", shown(text));
    }
    let several = "June 3, 1864. We marched. June 4, 1864. We rested.";
    assert_eq!(shown(several), "none: several dated entries, of which none dates the whole");
}

#[test]
fn signed_letters_are_dated_by_less() {
    let foot = "The bridge holds. Respectfully, G. H. WELLS, Major, Commanding.";
    for (head, expected) in [
        ("HEADQUARTERS DISTRICT OF THE LAKES, Alder Creek Ga. June 3, 1864 Major S. FRY, Kingston", "1864-06-03"),
        ("CHARLESTON S. C. June 3, 1864. The demand for troops is urgent.", "1864-06-03"),
        ("KINGSTON MO. June 3, 1864-5.20 p. m. ( Received 11.50 p. m. )", "1864-06-03"),
        (
            "SPECIAL ORDERS, HDQRS. 9TH A. C. AND LAKE FORCES, Numbers 19. Kingston Ga. June 3, 1864 1. Captain",
            "1864-06-03",
        ),
        ("Saint Peter Minn. June 3, 1864. Mr. A. FRY: DEAR SIR: The town is quiet.", "1864-06-03"),
        ("[ Alder Creek ] June 3, 1864. Colonel FRY, Commanding District:", "1864-06-03"),
        ("June 3, 1864. General FRY: We hold.", "1864-06-03"),
        (
            "Reports of Captain Fry, First Cavalry. KINGSTON June 3, 1864 SIR: On the second day we left.",
            "1864-06-03 (it stands at the head of a letter that something else goes before)",
        ),
        ("The Fall of Kingston, Georgia, on the Lakes, June 3, 1864. A report.", "-"),
        ("General Wells took Kingston, June 3, 1864. It was hot.", "-"),
    ] {
        assert_eq!(shown(&format!("{head} {foot}")), expected, "{head}");
    }
    assert_eq!(shown("SPRINGFIELD, Mo., June 3, 2014 — The river fell."), "2014-06-03");
}

#[test]
fn what_only_begins_like_the_head_of_a_letter_is_none() {
    for text in [
        "On June 3, 1864, General Wells attacked.",
        "In the field near Kingston on June 3, 1864. General Wells had no guns.",
        "Headquarters of the Army of the Lakes, June 3, 1864, were moved.",
        "Camp Kingston was founded on June 3, 1864. It stood till May.",
        "Camp Kingston, June 3, 1864 to May 5, 1865",
        "The Fall of Kingston, Georgia, on the Lakes, June 3, 1864. A report.",
        "General Wells took Kingston, June 3, 1864.",
        "UPDATED June 3, 2014. Note: the map is new.",
        "BATTLE OF KINGSTON June 3, 1864. Report of Major Wells: we held.",
        "Office hours, June 3, 2014. We are closed.",
        "On June 3, 1864, Miller's Landing was taken.",
        "JUNE 3, 1864.-Skirmish near Kingston Va. Major Reed was hurt.",
        "[ JUNE 3, 1864.-For Wells to Reed, see Part I. ]",
        "World Cup, July 13, 2014. The final drew a crowd.",
        "Photo: Kingston, June 3, 2014. The bridge at dusk.",
        "The mayor of Kingston spoke. He was born in Alder Creek, June 3, 1964. He left.",
        "Kingston fell on June 3, 2014. Alder Creek, June 4, 2014. The town was quiet.",
    ] {
        assert_eq!(shown(text), "-", "{text}");
    }
}
