//! Where events happened, never sharper than the source says: a place is an area, whose size
//! stands for how exactly it is known.

use crate::event::Event;
use crate::store;
use methods::forecast::month::Month;
use platform::actor::Actor;
use platform::{App, Result};
use serde::Serialize;

/// Areas of one map: a screen cannot show more, and the table tells how many there are.
pub const AREAS_MAX: usize = 1_500;

/// The area that stands for a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", tag = "shape")]
pub enum Area {
    /// All around a point.
    Circle {
        /// Kilometres from the point to the edge.
        radius_km: f64,
    },
    /// Somewhere in the country: it is not known where.
    Country,
}

/// The area for a place of this precision (UCDP's `where_prec`, 1 to 7). The outlines of
/// districts and provinces are not at hand, so a circle of about their size stands for them:
/// half of the world's second-order divisions fit into 50 km, and of the first-order
/// divisions into 150 km, around the point that the source gives. A place whose precision or
/// point nobody gave may be anywhere in the country.
pub fn area(precision: Option<i64>, has_point: bool) -> Area {
    let radius_km = match precision {
        Some(1) => 5.0,
        Some(2) => 25.0,
        Some(3) => 50.0,
        Some(4) => 150.0,
        Some(5) => 250.0,
        Some(7) => 300.0,
        _ => return Area::Country,
    };
    if has_point { Area::Circle { radius_km } } else { Area::Country }
}

/// Events that the source puts into the same place.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Place {
    /// Degrees north; none where the source gives no point.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// 1 (exact) to 7 (international waters or air); none where the source does not say.
    pub precision: Option<i64>,
    /// The area that stands for it.
    pub area: Area,
    /// One of the source's words for it.
    pub place: String,
    /// Events there.
    pub events: i64,
    /// Their deaths, best estimates together.
    pub deaths: i64,
}

/// Which events to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// First month.
    pub from: Month,
    /// Last month.
    pub until: Month,
    /// The source: two sources may tell of the same event, so they are never added up.
    pub source: String,
    /// `state`, `non_state`, `one_sided` or `other`; empty for all.
    pub violence: String,
}

/// A country's events on a map.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct EventMap {
    /// Places, the deadliest first.
    pub places: Vec<Place>,
    /// The deadliest events.
    pub events: Vec<Event>,
    /// All events that fit.
    pub events_all: i64,
    /// Their deaths.
    pub deaths_all: i64,
}

/// Sources that tell of events in a country between two months, with how many.
pub fn sources(app: &App, reader: &Actor, country: &str, from: Month, until: Month) -> Result<Vec<(String, i64)>> {
    app.read(reader, |c| store::place::sources(c, country, from, until))
}

/// The last month with an event in a country; none where there is none.
pub fn last_month(app: &App, reader: &Actor, country: &str) -> Result<Option<Month>> {
    app.read(reader, |c| store::place::last_month(c, country))
}

/// Places and the `limit` deadliest events of a country.
pub fn map(app: &App, reader: &Actor, country: &str, choice: &Choice, limit: usize) -> Result<EventMap> {
    app.read(reader, |c| {
        let (events_all, deaths_all) = store::place::totals(c, country, choice)?;
        let places = store::place::places(c, country, choice, AREAS_MAX)?;
        let events = store::place::events(c, country, choice, limit)?;
        Ok(EventMap { places, events, events_all, deaths_all })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_drawn_the_wider_the_less_exactly_it_is_known() {
        let radius = |precision| match area(Some(precision), true) {
            Area::Circle { radius_km } => radius_km,
            Area::Country => f64::INFINITY,
        };
        let radii: Vec<f64> = [1, 2, 3, 4, 5, 7, 6].map(radius).into();
        assert!(radii.windows(2).all(|pair| pair[0] < pair[1]), "{radii:?}");
    }

    #[test]
    fn a_place_of_unknown_precision_or_without_a_point_is_somewhere_in_the_country() {
        for (precision, has_point) in [(None, true), (Some(1), false), (Some(6), true), (Some(99), true)] {
            assert_eq!(area(precision, has_point), Area::Country, "{precision:?} {has_point}");
        }
    }
}
