//! Dates in figures: which number is the day.

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Span};

use super::super::period::Period;
use super::super::reference::Anchor;
use super::super::token::Numeric;
use super::{Outcome, reason};

/// Which of two numbers stands first in a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Order {
    /// 13.06.2017
    DayMonth,
    /// 06/13/2017
    MonthDay,
}

/// The order that the unambiguous dates of a text show; none where there are none, or where they contradict each
/// other.
pub(in super::super) fn order_of(numerics: &[Numeric]) -> Option<Order> {
    let (mut day_first, mut month_first) = (0, 0);
    for numeric in numerics {
        match *numeric {
            Numeric::Either(13.., _, _) => day_first += 1,
            Numeric::Either(_, 13.., _) => month_first += 1,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (1.., 0) => Some(Order::DayMonth),
        (0, 1..) => Some(Order::MonthDay),
        _ => None,
    }
}

/// What a date in figures comes to.
pub(super) fn numeric(numeric: Option<Numeric>, order: Option<Order>, published: Option<Span>) -> Option<Outcome> {
    let (one, other, year) = match numeric? {
        Numeric::Day(year, month, day) => return Some(Outcome::explicit(Day::new(year, month, day).map(Period::Day))),
        Numeric::Month(year, month) => return Some(Outcome::explicit(Some(Period::Month(year, month)))),
        Numeric::Either(one, other, year) => (one, other, year),
        // It has no order to be found, but a year.
        Numeric::NoYear(..) => return None,
    };
    let day_first = Day::new(year, other, one);
    let month_first = Day::new(year, one, other);
    let published = published.filter(|span| span.days() == 1).map(|span| span.from());
    let chosen = match (day_first, month_first, order) {
        (Some(day), None, _) | (None, Some(day), _) => Some(day),
        (one, other, _) if one == other => one,
        (day, _, Some(Order::DayMonth)) | (_, day, Some(Order::MonthDay)) => day,
        // The day of publication itself is the likelier reading.
        (one, other, None) if one == published || other == published => published,
        _ => return Some(Outcome::unresolved(reason::ORDER)),
    };
    Some(Outcome { anchor: Anchor::Explicit, ..Outcome::explicit(chosen.map(Period::Day)) })
}
