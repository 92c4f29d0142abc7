//! One hit for one wording: provisions that read alike, and language versions of one provision.

use std::collections::HashSet;
use std::sync::Arc;

use super::evaluate::Scored;
use super::profile::Profile;
use super::segments::SegmentData;
use crate::Result;
use crate::meaning;
use crate::request::{Family, Member};
use crate::wording::Wording;

/// The closeness in meaning, −1..1, of language versions that stand at the same place.
const VERSION_HERE: f32 = 0.35;
/// The same, of those that stand near it: texts are not always cut alike.
const VERSION_NEAR: f32 = 0.6;
/// How far apart language versions may be numbered.
const NUMBERS_APART: u32 = 3;

/// A hit with those that are shown with it.
#[derive(Debug)]
pub(super) struct Card {
    /// The one to show; its score is that of the best.
    pub(super) hit: Scored,
    /// All of the family, itself among them, best first.
    members: Vec<Scored>,
}

impl Card {
    /// A hit by itself.
    pub(super) fn single(hit: Scored) -> Self {
        Self { hit, members: vec![hit] }
    }

    /// Each of them by itself.
    pub(super) fn apart(&self) -> impl Iterator<Item = Card> + use<> {
        self.members.clone().into_iter().map(Card::single)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// What is told of the family.
    pub(super) fn family(&self, segments: &[Arc<SegmentData>]) -> Result<Family> {
        let mut family = Family { n: self.members.len(), ..Family::default() };
        let mut documents = HashSet::new();
        for member in &self.members {
            let data = &segments[member.segment as usize];
            let Some(profile) = data.profiles.at(data.profile(member.doc)) else { continue };
            documents.insert(profile.document());
            let date = Some(profile.date()).filter(|date| !date.is_empty());
            if let Some(date) = date {
                let earlier = family.first.as_deref().is_none_or(|first| date < first);
                let later = family.last.as_deref().is_none_or(|last| date > last);
                earlier.then(|| family.first = Some(date.to_owned()));
                later.then(|| family.last = Some(date.to_owned()));
            }
            family.members.push(Member {
                id: data.id_text(member.doc)?,
                document: profile.document().to_owned(),
                language: profile.language().to_owned(),
            });
        }
        family.documents = documents.len();
        Ok(family)
    }
}

/// A member with what it is compared by.
struct Read<'a> {
    scored: Scored,
    data: &'a SegmentData,
    profile: &'a Profile,
    wording: Wording,
    /// Whether later ones of its language are compared with it.
    leads: bool,
}

impl<'a> Read<'a> {
    fn of(scored: Scored, segments: &'a [Arc<SegmentData>]) -> Option<Self> {
        let data = segments.get(scored.segment as usize)?;
        let profile = data.profiles.at(data.profile(scored.doc))?;
        Some(Self { scored, data, profile, wording: data.wording(scored.doc), leads: true })
    }

    /// The provision's number in its document.
    fn number(&self) -> Option<u32> {
        self.data.id_text(self.scored.doc).ok()?.rsplit_once('#')?.1.parse().ok()
    }

    /// Whether both say the same provision in two languages.
    fn is_version_of(&self, other: &Read<'_>) -> bool {
        if self.profile.document() == other.profile.document() || self.profile.work() != other.profile.work() {
            return false;
        }
        let apart = self.number().zip(other.number()).map_or(u32::MAX, |(a, b)| a.abs_diff(b));
        let (mut a, mut b) = (Vec::new(), Vec::new());
        self.data.meanings(self.scored.doc, &mut a);
        other.data.meanings(other.scored.doc, &mut b);
        apart <= NUMBERS_APART && meaning::closeness(&a, &b) >= if apart == 0 { VERSION_HERE } else { VERSION_NEAR }
    }

    fn is_like(&self, other: &Read<'_>) -> bool {
        if self.profile.language() == other.profile.language() {
            other.leads && self.wording.is_like(&other.wording)
        } else {
            self.is_version_of(other)
        }
    }
}

/// Lays hits that are one wording together: the first `wanted` cards, with all of theirs among
/// `hits`, which are sorted. Of language versions, the one in `language` is shown.
pub(super) fn fold(hits: &[Scored], wanted: usize, language: &str, segments: &[Arc<SegmentData>]) -> Vec<Card> {
    let mut families: Vec<Vec<Read<'_>>> = Vec::new();
    for hit in hits {
        let Some(mut this) = Read::of(*hit, segments) else { continue };
        let place = families.iter().position(|family| family.iter().any(|member| this.is_like(member)));
        if let Some(family) = place.and_then(|place| families.get_mut(place)) {
            this.leads = !family.iter().any(|member| member.profile.language() == this.profile.language());
            family.push(this);
        } else if families.len() < wanted {
            families.push(vec![this]);
        }
    }
    families.into_iter().map(|family| card(family, language)).collect()
}

fn card(family: Vec<Read<'_>>, language: &str) -> Card {
    let first = &family[0];
    let own = family.iter().find(|member| member.profile.language() == language && member.is_version_of(first));
    let shown = if first.profile.language() == language { first } else { own.unwrap_or(first) };
    let hit = Scored { score: first.scored.score, ..shown.scored };
    Card { hit, members: family.iter().map(|member| member.scored).collect() }
}
