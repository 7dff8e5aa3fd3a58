//! How many sentences the page has room for.

use super::gather::SENTENCES;

/// What a sentence is shown for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A bucket by date of publication.
    #[default]
    Published,
    /// A bucket by the dates that the texts name.
    Referenced,
    /// A date of the chronology.
    Chronology,
}

/// The sizes in bytes of the sentences of one bucket, in the order in which they are shown, and how many mentions the
/// bucket has.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub part: Part,
    pub mentions: u64,
    pub sizes: Vec<usize>,
}

/// How many sentences of each bucket of each entity fit into the room: first one for each bucket, then the second ones,
/// then the third. In each round every entity's busiest buckets of each part come first, so that where room is short
/// all have some.
pub(super) fn allot(room: u64, entities: &[Vec<Cell>]) -> Vec<Vec<usize>> {
    let mut allotted: Vec<Vec<usize>> = entities.iter().map(|cells| vec![0; cells.len()]).collect();
    let order = order(entities);
    let mut left = room;
    for round in 0..SENTENCES {
        for &(entity, cell) in &order {
            let Some(&size) = entities[entity][cell].sizes.get(round) else { continue };
            if size as u64 > left {
                return allotted;
            }
            left -= size as u64;
            allotted[entity][cell] = round + 1;
        }
    }
    allotted
}

/// Every entity's first bucket of each part by falling mentions, then every entity's second ones, and so on.
fn order(entities: &[Vec<Cell>]) -> Vec<(usize, usize)> {
    let mut ranked: Vec<(usize, usize, Part, usize)> = Vec::new();
    for (entity, cells) in entities.iter().enumerate() {
        let mut by_mentions: Vec<usize> = (0..cells.len()).collect();
        by_mentions.sort_by_key(|&cell| (cells[cell].part, std::cmp::Reverse(cells[cell].mentions)));
        for part in by_mentions.chunk_by(|&one, &other| cells[one].part == cells[other].part) {
            ranked.extend(part.iter().enumerate().map(|(rank, &cell)| (rank, entity, cells[cell].part, cell)));
        }
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, entity, _, cell)| (entity, cell)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(mentions: u64, sizes: &[usize]) -> Cell {
        Cell { mentions, sizes: sizes.to_vec(), ..Cell::default() }
    }

    #[test]
    fn each_part_has_some_where_room_is_short() {
        let told = Cell { part: Part::Referenced, ..cell(1, &[10]) };
        let date = Cell { part: Part::Chronology, ..cell(1, &[10]) };
        assert_eq!(allot(30, &[vec![cell(9, &[10]), cell(8, &[10]), told, date]]), [[1, 0, 1, 1]]);
    }

    #[test]
    fn every_entity_gets_its_busiest_bucket_first() {
        let entities = [vec![cell(2, &[10, 10]), cell(9, &[10, 10, 10])], vec![cell(5, &[10]), cell(1, &[10])]];
        for (room, expected) in [
            (0, [[0, 0], [0, 0]]),
            (9, [[0, 0], [0, 0]]),
            (20, [[0, 1], [1, 0]]),
            (40, [[1, 1], [1, 1]]),
            (50, [[1, 2], [1, 1]]),
            (1000, [[2, 3], [1, 1]]),
        ] {
            assert_eq!(allot(room, &entities), expected, "{room}");
        }
    }

    #[test]
    fn what_is_allotted_fits() {
        let entities: Vec<Vec<Cell>> =
            (0..7).map(|n| (0..5).map(|m| cell(m, &[100 + 7 * n, 31, 3])).collect()).collect();
        for room in (0..5000).step_by(97) {
            let used: usize = allot(room, &entities)
                .iter()
                .zip(&entities)
                .flat_map(|(counts, cells)| counts.iter().zip(cells))
                .map(|(&count, cell)| cell.sizes[..count].iter().sum::<usize>())
                .sum();
            assert!(used as u64 <= room);
        }
    }
}
