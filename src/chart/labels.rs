//! Where labels go: none over another, none over the edge, none over the ink.

use super::canvas::{Area, Point};

/// Moves heights apart until neighbours are at least `apart` away from each other, staying between `low` and `high`
/// and moving each as little as possible (pooled neighbours take their mean: isotonic regression). None when there is
/// not room for all. The order of the result is that of the input.
pub(super) fn spread(wanted: &[f64], apart: f64, low: f64, high: f64) -> Option<Vec<f64>> {
    if wanted.is_empty() {
        return Some(Vec::new());
    }
    if apart * (wanted.len() - 1) as f64 > high - low + 1e-9 {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]).then(a.cmp(&b)));
    // With `rank * apart` taken off, "at least `apart` away" becomes "not falling".
    let slack_high = high - apart * (wanted.len() - 1) as f64;
    let reduced = order.iter().enumerate().map(|(rank, &at)| wanted[at] - apart * rank as f64);
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in reduced {
        pools.push((value, 1));
        while let [.., (before, many), (last, few)] = pools[..] {
            if before <= last {
                break;
            }
            let mean = (before * many as f64 + last * few as f64) / (many + few) as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, many + few));
        }
    }
    let flat = pools.iter().flat_map(|&(value, many)| std::iter::repeat_n(value.clamp(low, slack_high), many));
    let mut placed = vec![0.0; wanted.len()];
    for (rank, (value, &at)) in flat.zip(&order).enumerate() {
        placed[at] = value + apart * rank as f64;
    }
    Some(placed)
}

/// What is already on a part of the sheet: boxes and lines that labels keep clear of.
#[derive(Clone, Debug)]
pub(super) struct Placer {
    bounds: Area,
    boxes: Vec<Area>,
    lines: Vec<[Point; 2]>,
    /// Lines that a label may stand over if need be: the more so, the higher the number.
    soft: Vec<([Point; 2], usize)>,
    /// Of the boxes, those with words, which a hairline must not run under.
    labels: Vec<Area>,
}

/// The rank of the lines of events among those that labels avoid.
pub(super) const MARK: usize = 2;
/// A label keeps this far from a line, in pixels.
const CLEAR: f64 = 1.5;

impl Placer {
    /// An empty part of the sheet.
    pub fn new(bounds: Area) -> Placer {
        Placer { bounds, boxes: Vec::new(), lines: Vec::new(), soft: Vec::new(), labels: Vec::new() }
    }

    /// Keeps an area free.
    pub fn block(&mut self, area: Area) {
        self.boxes.push(area);
    }

    /// Keeps a line free.
    pub fn block_line(&mut self, points: &[Point]) {
        self.lines.extend(points.windows(2).map(|pair| [pair[0], pair[1]]));
    }

    /// A line that labels avoid at first: those of rank 1 give way before those of rank 2.
    pub fn avoid_line(&mut self, line: [Point; 2], rank: usize) {
        self.soft.push((line, rank));
    }

    /// Whether a label may stand there, over lines up to a rank.
    fn free(&self, area: Area, rank: usize) -> bool {
        let clear = area.inset(-CLEAR, -CLEAR, -CLEAR, -CLEAR);
        self.bounds.holds(area)
            && !self.boxes.iter().any(|taken| taken.meets(area))
            && !self.lines.iter().any(|line| crosses(*line, clear))
            && !self.soft.iter().any(|(line, own)| *own > rank && crosses(*line, area))
    }

    /// Whether a place is over the line of an event.
    pub fn over_mark(&self, area: Area) -> bool {
        self.soft.iter().any(|(line, rank)| *rank == MARK && crosses(*line, area))
    }

    /// Remembers a place that was taken as one with words.
    pub fn keep_label(&mut self, area: Area) {
        self.labels.push(area);
    }

    /// Keeps the hairline to a label free.
    pub fn keep_leash(&mut self, line: [Point; 2]) {
        self.lines.push(line);
    }

    /// Whether a line runs under words.
    pub fn meets_label(&self, line: [Point; 2]) -> bool {
        self.labels.iter().any(|label| crosses(line, *label))
    }

    /// How many lines that are kept free a line crosses.
    pub fn crossed(&self, line: [Point; 2]) -> usize {
        self.lines.iter().filter(|other| cross(line, **other)).count()
    }

    /// Takes the first of some places that is free, and keeps it: one over no line at all, if there is any.
    pub fn take(&mut self, places: impl IntoIterator<Item = Area>) -> Option<Area> {
        let places: Vec<Area> = places.into_iter().collect();
        let most = self.soft.iter().map(|(_, rank)| *rank).max().unwrap_or(0);
        let place = (0..=most).find_map(|rank| places.iter().copied().find(|&place| self.free(place, rank)))?;
        self.block(place);
        Some(place)
    }
}

/// Whether two straight lines cross.
pub(super) fn cross([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side =
        |from: Point, to: Point, at: Point| (to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0);
    (side(a, b, c) < 0.0) != (side(a, b, d) < 0.0) && (side(c, d, a) < 0.0) != (side(c, d, b) < 0.0)
}

/// Whether a straight line has a point in an area.
fn crosses(line: [Point; 2], area: Area) -> bool {
    inside(line, area).is_some()
}

/// The part of a straight line that lies in an area (Liang and Barsky's clipping).
pub(super) fn inside([from, to]: [Point; 2], area: Area) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (delta, distance) in
        [(-dx, from.0 - area.left), (dx, area.right - from.0), (-dy, from.1 - area.top), (dy, area.bottom - from.1)]
    {
        if delta == 0.0 {
            if distance < 0.0 {
                return None;
            }
        } else if delta < 0.0 {
            enter = enter.max(distance / delta);
        } else {
            leave = leave.min(distance / delta);
        }
    }
    let at = |share: f64| match share {
        0.0 => from,
        1.0 => to,
        _ => (from.0 + dx * share, from.1 + dy * share),
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// Places for a label of a size beside a point, the best first: above, to the right, to the left, higher, below.
pub(super) fn beside(at: Point, width: f64, height: f64, gap: f64) -> Vec<Area> {
    let around = |left: f64, top: f64| Area::new(left, top, left + width, top + height);
    let (x, y) = at;
    let mut places = vec![
        around(x - width / 2.0, y - gap - height),
        around(x + gap, y - height),
        around(x - gap - width, y - height),
        around(x + gap, y - height / 2.0),
        around(x - gap - width, y - height / 2.0),
        around(x - width / 2.0, y + gap),
    ];
    places.extend((1..4).map(|step| around(x - width / 2.0, y - gap - height - 6.0 * f64::from(step))));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_that_have_room_stay_where_they_are() {
        assert_eq!(spread(&[10.0, 50.0, 30.0], 15.0, 0.0, 100.0), Some(vec![10.0, 50.0, 30.0]));
        assert_eq!(spread(&[20.0, 20.0], 10.0, 0.0, 100.0), Some(vec![15.0, 25.0]));
        assert_eq!(spread(&[0.0, 0.0], 10.0, 0.0, 100.0), Some(vec![0.0, 10.0]));
        assert_eq!(spread(&[1.0, 2.0, 3.0], 60.0, 0.0, 100.0), None);
    }

    #[test]
    fn a_label_avoids_boxes_lines_and_the_edge() {
        let mut placer = Placer::new(Area::new(0.0, 0.0, 100.0, 100.0));
        placer.block_line(&[(0.0, 0.0), (100.0, 100.0)]);
        placer.block(Area::new(60.0, 0.0, 100.0, 40.0));
        assert!(!placer.free(Area::new(40.0, 45.0, 60.0, 55.0), 0));
        assert!(!placer.free(Area::new(70.0, 10.0, 80.0, 20.0), 0));
        assert!(!placer.free(Area::new(-1.0, 50.0, 5.0, 60.0), 0));
        assert!(placer.free(Area::new(10.0, 60.0, 30.0, 70.0), 0));
    }

    #[test]
    fn a_hairline_runs_under_no_words() {
        let mut placer = Placer::new(Area::new(0.0, 0.0, 100.0, 100.0));
        placer.keep_label(Area::new(40.0, 40.0, 60.0, 50.0));
        assert!(placer.meets_label([(0.0, 45.0), (100.0, 45.0)]));
        assert!(!placer.meets_label([(0.0, 60.0), (100.0, 60.0)]));
    }

    #[test]
    fn a_label_stands_over_a_line_of_the_grid_only_where_no_other_place_is_free() {
        let mut placer = Placer::new(Area::new(0.0, 0.0, 100.0, 100.0));
        placer.avoid_line([(0.0, 50.0), (100.0, 50.0)], 1);
        placer.avoid_line([(70.0, 0.0), (70.0, 100.0)], MARK);
        let (over_grid, over_mark) = (Area::new(10.0, 45.0, 30.0, 55.0), Area::new(60.0, 10.0, 80.0, 20.0));
        let free = Area::new(10.0, 10.0, 30.0, 20.0);
        assert_eq!(placer.take([over_mark, over_grid, free]), Some(free));
        assert_eq!(placer.take([over_mark, over_grid]), Some(over_grid));
        assert_eq!(placer.take([over_mark]), Some(over_mark));
        assert!(placer.over_mark(over_mark) && !placer.over_mark(over_grid));
    }

    proptest! {
        #[test]
        fn spread_labels_are_apart_and_inside(wanted in prop::collection::vec(0.0f64..300.0, 1..18)) {
            let placed = spread(&wanted, 15.0, 0.0, 300.0).unwrap();
            let mut sorted = placed.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 15.0 - 1e-6));
            prop_assert!(sorted[0] >= -1e-6 && sorted[sorted.len() - 1] <= 300.0 + 1e-6);
        }
    }
}
