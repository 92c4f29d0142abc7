//! Those who sign against those whom the text names.

use crate::actors::is_named;
use crate::draft::Zone;
use crate::names::same_name;
use crate::reading::Reading;
use crate::report::{Finding, Note};
use crate::rules::Rule;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>, notes: &mut Vec<Note>) {
    let grammar = reading.draft.grammar;
    let signing: Vec<_> = reading.signers.iter().filter(|signer| !signer.is_witness).collect();
    if signing.is_empty() {
        if !reading.draft.provisions.iter().any(|provision| provision.zone == Zone::Signing) {
            notes.extend(reading.note("no-signatures", None, String::new(), &[]));
        }
        return;
    }
    for party in &reading.parties {
        let signs = |signer: &crate::actors::Signer| signer.names.iter().any(|a| party.names.iter().any(|b| same_name(grammar, a, b)));
        if !reading.signers.iter().any(signs) {
            let mut finding = reading.finding(
                Rule::PartyNotSigning,
                "party-not-signing",
                Some(signing[0].provision),
                party.words.clone(),
                std::slice::from_ref(&party.words),
            );
            finding.also.push(reading.place(party.provision, party.words.clone()));
            out.push(finding);
        }
    }
    for signer in signing.iter().filter(|signer| !signer.names.is_empty()) {
        if !is_named(&reading.draft, signer) {
            out.push(reading.finding(
                Rule::SignatoryNotNamed,
                "signatory-not-named",
                Some(signer.provision),
                signer.words.clone(),
                std::slice::from_ref(&signer.words),
            ));
        }
    }
}
